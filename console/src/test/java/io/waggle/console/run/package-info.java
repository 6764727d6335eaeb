/** The page of a run, read from journals and seen in a browser. */
@NullMarked
package io.waggle.console.run;

import org.jspecify.annotations.NullMarked;
