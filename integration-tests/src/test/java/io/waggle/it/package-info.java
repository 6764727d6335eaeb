/** Everything together, on the real platform. */
@NullMarked
package io.waggle.it;

import org.jspecify.annotations.NullMarked;
