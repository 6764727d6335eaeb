/** The {@code waggle} command: one class a command, over the client and the embedded engine. */
@NullMarked
package io.waggle.cli;

import org.jspecify.annotations.NullMarked;
