@NullMarked
package io.waggle.embedded.process;

import org.jspecify.annotations.NullMarked;
