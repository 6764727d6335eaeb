/** How much the engine holds, and when it takes no more. */
@NullMarked
package io.waggle.embedded.capacity;

import org.jspecify.annotations.NullMarked;
