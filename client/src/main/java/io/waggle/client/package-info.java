/**
 * Start, follow and cancel agent runs from plain Java; {@link io.waggle.client.AgentClient} is the
 * way in. Needs the addresses of a Camunda 8 cluster and an agent's name, nothing of the agent.
 */
@NullMarked
package io.waggle.client;

import org.jspecify.annotations.NullMarked;
