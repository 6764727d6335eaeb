/** The embedded engine: Zeebe's engine in memory in this JVM, for development and tests only. */
@NullMarked
package io.waggle.embedded;

import org.jspecify.annotations.NullMarked;
