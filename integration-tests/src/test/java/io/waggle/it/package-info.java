/** Everything together, over the wire: gRPC and {@code /v2}. */
@NullMarked
package io.waggle.it;

import org.jspecify.annotations.NullMarked;
