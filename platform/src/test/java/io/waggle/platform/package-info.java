@NullMarked
package io.waggle.platform;

import org.jspecify.annotations.NullMarked;
