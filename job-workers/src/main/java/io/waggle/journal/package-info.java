/**
 * What jobs came to, and the agents' words: prompts, answers, tool output. Process variables hold
 * references into it and short previews, so the cost of a step does not grow with the length of the
 * run.
 */
@NullMarked
package io.waggle.journal;

import org.jspecify.annotations.NullMarked;
