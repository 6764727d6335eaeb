@NullMarked
package io.waggle.examples.archaeologist.module;

import org.jspecify.annotations.NullMarked;
