@NullMarked
package io.waggle.examples.archaeologist;

import org.jspecify.annotations.NullMarked;
