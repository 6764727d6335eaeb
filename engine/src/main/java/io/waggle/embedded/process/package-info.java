/**
 * The embedded engine as a process of its own: as a child of this JVM ({@link
 * io.waggle.embedded.process.EngineProcess}), or on its own and found again by others ({@link
 * io.waggle.embedded.process.LocalEngine}). Needs nothing but the JDK, so it can be used without
 * the engine's libraries on the class path.
 */
@NullMarked
package io.waggle.embedded.process;

import org.jspecify.annotations.NullMarked;
