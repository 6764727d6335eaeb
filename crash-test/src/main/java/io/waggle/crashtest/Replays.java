package io.waggle.crashtest;

import io.waggle.client.AgentClient;
import io.waggle.client.ReplayRequest;
import io.waggle.client.RunHandle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Has runs replayed by name, on an engine that knows nothing of them. */
final class Replays {
  private static final int THREADS = 8;

  private final AgentClient client;
  private final UnaryOperator<String> agent;

  /**
   * @param agent whose a run is
   */
  Replays(AgentClient client, UnaryOperator<String> agent) {
    this.client = client;
    this.agent = agent;
  }

  /** The run where it goes on. */
  RunHandle replay(String run) {
    return client.replay(ReplayRequest.of(run, agent.apply(run)));
  }

  /** Several at once; in the order in which they are given. */
  Map<String, RunHandle> replay(Collection<String> runs)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Map<String, Future<RunHandle>> starting = new LinkedHashMap<>();
      runs.forEach(run -> starting.put(run, threads.submit(() -> replay(run))));
      Map<String, RunHandle> replayed = new LinkedHashMap<>();
      for (Map.Entry<String, Future<RunHandle>> one : starting.entrySet()) {
        replayed.put(one.getKey(), one.getValue().get());
      }
      return replayed;
    }
  }
}
