/** "Undo what was done": finds the calls of a run that can be undone, and undoes them. */
@NullMarked
package io.waggle.undo;

import org.jspecify.annotations.NullMarked;
