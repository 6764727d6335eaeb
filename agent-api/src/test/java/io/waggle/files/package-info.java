@NullMarked
package io.waggle.files;

import org.jspecify.annotations.NullMarked;
