@NullMarked
package io.waggle.embedded.search;

import org.jspecify.annotations.NullMarked;
