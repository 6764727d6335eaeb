/** The page of what waits for people, and their decisions. */
@NullMarked
package io.waggle.console.tasks;

import org.jspecify.annotations.NullMarked;
