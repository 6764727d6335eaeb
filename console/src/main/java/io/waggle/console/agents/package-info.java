/** The page of the agents that worker processes hold. */
@NullMarked
package io.waggle.console.agents;

import org.jspecify.annotations.NullMarked;
