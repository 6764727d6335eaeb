@NullMarked
package io.waggle.scripted;

import org.jspecify.annotations.NullMarked;
