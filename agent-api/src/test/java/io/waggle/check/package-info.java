@NullMarked
package io.waggle.check;

import org.jspecify.annotations.NullMarked;
