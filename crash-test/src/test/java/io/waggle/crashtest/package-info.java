@NullMarked
package io.waggle.crashtest;

import org.jspecify.annotations.NullMarked;
