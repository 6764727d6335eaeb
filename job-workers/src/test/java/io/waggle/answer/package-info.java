@NullMarked
package io.waggle.answer;

import org.jspecify.annotations.NullMarked;
