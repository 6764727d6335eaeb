@NullMarked
package io.waggle.embedded.log;

import org.jspecify.annotations.NullMarked;
