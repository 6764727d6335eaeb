package io.waggle.engine;

import io.waggle.agent.Agent;
import java.util.Set;

/**
 * A job as the engine hands it out.
 *
 * @param agent whose job it is
 * @param key what the engine calls it
 * @param processInstanceKey process instance that it is in
 * @param tags of the process instance
 */
public record EngineJob(Agent agent, long key, long processInstanceKey, Set<String> tags) {}
