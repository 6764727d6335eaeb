/** The page of one run: what was asked, what was done, where it stands, and what people can do. */
@NullMarked
package io.waggle.console.run;

import org.jspecify.annotations.NullMarked;
