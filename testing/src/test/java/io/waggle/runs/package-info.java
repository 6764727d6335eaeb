/** Whole runs on the embedded engine: what the job workers promise, by the kit that users have. */
@NullMarked
package io.waggle.runs;

import org.jspecify.annotations.NullMarked;
