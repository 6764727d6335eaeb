/** Five agents that modernize a legacy Java module: start with {@code Agents}. */
@NullMarked
package io.waggle.examples.archaeologist;

import org.jspecify.annotations.NullMarked;
