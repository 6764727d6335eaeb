/**
 * Between Zeebe and the features: subscribes to the job types of the agents, reads a job's
 * variables, replays what the journal has, records what is new, and completes, fails or hands over
 * the job.
 */
@NullMarked
package io.waggle.engine;

import org.jspecify.annotations.NullMarked;
