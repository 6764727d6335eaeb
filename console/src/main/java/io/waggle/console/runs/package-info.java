/** The page of all runs, and how one is started or cancelled there. */
@NullMarked
package io.waggle.console.runs;

import org.jspecify.annotations.NullMarked;
