/**
 * What every prompt has in common: who the agent is, what the run is about, what was found so far.
 */
@NullMarked
package io.waggle.prompt;

import org.jspecify.annotations.NullMarked;
