@NullMarked
package io.waggle.examples.dispute;

import org.jspecify.annotations.NullMarked;
