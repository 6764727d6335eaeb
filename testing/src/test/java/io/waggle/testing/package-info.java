@NullMarked
package io.waggle.testing;

import org.jspecify.annotations.NullMarked;
