/** The page of one job of a run: all that a model, a tool or a person was given, and gave. */
@NullMarked
package io.waggle.console.turn;

import org.jspecify.annotations.NullMarked;
