package io.waggle.console.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.console.page.NotThereException;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.HeldAgents.Holding;
import io.waggle.journal.JournalJson;
import io.waggle.journal.RunList;
import io.waggle.journal.RunRecords;
import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry;
import io.waggle.journal.WorkerRegistry.Heartbeat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of the agents, and the one of each. */
@Controller
class AgentsController {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final HeldAgents held;
  private final WorkerRegistry workers;
  private final RunRecords records;
  private final RunList runs;
  private final MissingAgents missing;

  AgentsController(
      HeldAgents held,
      WorkerRegistry workers,
      RunRecords records,
      RunList runs,
      MissingAgents missing) {
    this.missing = missing;
    this.held = held;
    this.workers = workers;
    this.records = records;
    this.runs = runs;
  }

  @GetMapping("/console/agents")
  String agents(Model model) {
    Map<String, List<HeldVersion>> versions = versions(held.all());
    TreeSet<String> without = new TreeSet<>(runs.agents());
    without.removeAll(versions.keySet());
    MissingAgents.Found waiting = missing.find();
    waiting.agents().forEach(one -> without.remove(one.agent()));
    model.addAttribute("missing", waiting);
    model.addAttribute("agents", versions);
    model.addAttribute("without", without);
    model.addAttribute("workers", processes().values());
    return "waggle-console/agents";
  }

  @GetMapping("/console/agents/{name}")
  String agent(@PathVariable String name, Model model) {
    List<HeldVersion> versions =
        versions(held.all().stream().filter(one -> one.held().agent().equals(name)).toList())
            .get(name);
    if (versions == null) {
      throw new NotThereException("No living worker holds an agent '%s'.".formatted(name));
    }
    model.addAttribute("name", name);
    model.addAttribute("versions", versions);
    return "waggle-console/agent";
  }

  private Map<String, List<HeldVersion>> versions(List<Holding> holdings) {
    Map<String, WorkerProcess> processes = processes();
    Map<String, Map<String, List<WorkerProcess>>> byAgent = new LinkedHashMap<>();
    for (Holding holding : holdings) {
      WorkerProcess process = processes.get(holding.worker());
      if (process != null) {
        byAgent
            .computeIfAbsent(holding.held().agent(), agent -> new LinkedHashMap<>())
            .computeIfAbsent(holding.held().definition(), digest -> new ArrayList<>())
            .add(process);
      }
    }
    Map<String, List<HeldVersion>> versions = new LinkedHashMap<>();
    byAgent.forEach(
        (agent, digests) ->
            versions.put(
                agent,
                digests.entrySet().stream()
                    .map(one -> new HeldVersion(one.getKey(), sheet(one.getKey()), one.getValue()))
                    .toList()));
    return versions;
  }

  private Map<String, WorkerProcess> processes() {
    return workers.heartbeats().stream()
        .map(Heartbeat::process)
        .collect(
            Collectors.toMap(
                WorkerProcess::id,
                Objects::requireNonNull,
                (one, same) -> one,
                LinkedHashMap::new));
  }

  private AgentSheet sheet(String digest) {
    return records.definition(digest).map(AgentsController::read).orElse(AgentSheet.UNKNOWN);
  }

  private static AgentSheet read(String document) {
    try {
      return AgentSheet.of(MAPPER.readTree(document));
    } catch (JsonProcessingException damaged) {
      return AgentSheet.UNKNOWN;
    }
  }
}
