@NullMarked
package io.waggle.embedded;

import org.jspecify.annotations.NullMarked;
