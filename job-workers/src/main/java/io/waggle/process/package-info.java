/** Tools that are processes, decisions or jobs of other workers: what the engine has. */
@NullMarked
package io.waggle.process;

import org.jspecify.annotations.NullMarked;
