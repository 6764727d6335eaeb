/** Who may use the console. */
@NullMarked
package io.waggle.console.access;

import org.jspecify.annotations.NullMarked;
