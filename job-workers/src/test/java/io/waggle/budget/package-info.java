@NullMarked
package io.waggle.budget;

import org.jspecify.annotations.NullMarked;
