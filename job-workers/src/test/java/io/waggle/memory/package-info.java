@NullMarked
package io.waggle.memory;

import org.jspecify.annotations.NullMarked;
