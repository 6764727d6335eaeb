package io.waggle.engine;

import io.waggle.agent.Agents;
import java.util.List;

/**
 * All that this process takes jobs of.
 *
 * @param agents the jobs of its agents
 * @param messages the jobs that send messages to runs
 */
record OpenJobs(Subscriptions agents, MessageJobs messages) {

  void open(Agents held, List<AgentWorker<?>> workers) {
    agents.open(held, workers);
    messages.open();
  }

  /** What is under way is handed back, or given time to end. */
  void close() {
    messages.close();
    agents.close();
  }
}
