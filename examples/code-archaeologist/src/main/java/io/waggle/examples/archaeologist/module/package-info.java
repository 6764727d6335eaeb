/** Compiles and runs Java modules in JVMs of their own, and compares what two of them do. */
@NullMarked
package io.waggle.examples.archaeologist.module;

import org.jspecify.annotations.NullMarked;
