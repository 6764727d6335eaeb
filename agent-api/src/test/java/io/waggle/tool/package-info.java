@NullMarked
package io.waggle.tool;

import org.jspecify.annotations.NullMarked;
