/** Model endpoints that tests play, over HTTP. */
@NullMarked
package io.waggle.endpoint;

import org.jspecify.annotations.NullMarked;
