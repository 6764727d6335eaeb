package io.waggle.console.agents;

import io.waggle.journal.WorkerProcess;
import java.util.List;

/**
 * One version of an agent, and where it is.
 *
 * @param definition digest of its definition
 * @param sheet what its definition says
 * @param workers the living processes that hold it
 */
public record HeldVersion(String definition, AgentSheet sheet, List<WorkerProcess> workers) {}
