@NullMarked
package io.waggle.app;

import org.jspecify.annotations.NullMarked;
