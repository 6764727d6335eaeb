@NullMarked
package io.waggle.llm;

import org.jspecify.annotations.NullMarked;
