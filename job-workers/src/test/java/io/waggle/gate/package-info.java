@NullMarked
package io.waggle.gate;

import org.jspecify.annotations.NullMarked;
