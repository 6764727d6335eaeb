package io.waggle.app;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.approval.Approvals;
import io.waggle.engine.Versions;
import io.waggle.llm.ChatModels;
import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Reads the agents' files again while the worker runs, for development. Runs that begin afterwards
 * have what is written then; those under way end with the definition that they began with. A faulty
 * file changes nothing.
 */
final class AgentReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentReload.class);

  private final AgentSources sources;
  private final Approvals approvals;
  private final ChatModels models;
  private final Versions versions;
  private final Agents first;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waggle-reload").daemon().factory());
  private Map<String, String> digests;
  private String told = "";

  AgentReload(
      AgentSources sources,
      Agents agents,
      Approvals approvals,
      ChatModels models,
      Versions versions) {
    this.sources = sources;
    this.first = agents;
    this.approvals = approvals;
    this.models = models;
    this.versions = versions;
    this.digests = digests(agents);
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    LOG.warn("Agents' files are read again while this worker runs: for development only");
    var unused = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      reload();
      told = "";
    } catch (DefinitionException | IOException | UncheckedIOException faulty) {
      tell("The agents stay as they are: %s".formatted(faulty.getMessage()));
    } catch (RuntimeException away) { // the journal; a task that throws would not be repeated
      LOG.debug("Agents are read again another time", away);
    }
  }

  /** Each problem once, not every second. */
  private void tell(String problem) {
    if (!problem.equals(told)) {
      LOG.error(problem);
      told = problem;
    }
  }

  private void reload() throws IOException {
    Agents agents = sources.read();
    Map<String, String> now = digests(agents);
    if (now.equals(digests)) {
      return;
    }
    ModelCheck.check(agents, models);
    approvals.add(agents);
    List<Agent> changed =
        agents.all().stream()
            .filter(agent -> first.names().contains(agent.name()))
            .filter(agent -> !Objects.equals(now.get(agent.name()), digests.get(agent.name())))
            .toList();
    versions.replace(changed);
    changed.forEach(
        agent ->
            LOG.info(
                "Agent '{}' was read again: new runs have version {}, those under way keep theirs",
                agent.name(),
                now.get(agent.name())));
    if (!agents.names().equals(first.names()) && !now.keySet().equals(digests.keySet())) {
      LOG.warn(
          "The files have the agents {} now; this worker serves {} until it is started again",
          agents.names(),
          first.names());
    }
    digests = now;
  }

  private static Map<String, String> digests(Agents agents) {
    return agents.all().stream().collect(Collectors.toMap(Agent::name, Agent::digest));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
