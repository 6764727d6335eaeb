/** "Synthesize": what a run comes to. */
@NullMarked
package io.waggle.answer;

import org.jspecify.annotations.NullMarked;
