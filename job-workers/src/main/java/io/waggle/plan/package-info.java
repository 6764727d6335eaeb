/** "Make plan": write, mend and revise what the agent means to do. */
@NullMarked
package io.waggle.plan;

import org.jspecify.annotations.NullMarked;
