/** Commands to the engine, and its answers to them. */
@NullMarked
package io.waggle.embedded.command;

import org.jspecify.annotations.NullMarked;
