/** "Think": one turn of a step, from the observations of the turn before to the next tool calls. */
@NullMarked
package io.waggle.step;

import org.jspecify.annotations.NullMarked;
