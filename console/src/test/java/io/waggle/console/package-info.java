/** The console on real workers and the embedded engine. */
@NullMarked
package io.waggle.console;

import org.jspecify.annotations.NullMarked;
