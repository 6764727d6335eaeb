/** The models of an agent that are asked one after the other, and those left alone for a while. */
@NullMarked
package io.waggle.fallback;

import org.jspecify.annotations.NullMarked;
