/** Five agents that modernize a legacy Java module: start with {@code DigTeam}. */
@NullMarked
package io.waggle.examples.archaeologist;

import org.jspecify.annotations.NullMarked;
