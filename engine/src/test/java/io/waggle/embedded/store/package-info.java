@NullMarked
package io.waggle.embedded.store;

import org.jspecify.annotations.NullMarked;
