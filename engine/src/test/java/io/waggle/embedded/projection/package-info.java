@NullMarked
package io.waggle.embedded.projection;

import org.jspecify.annotations.NullMarked;
