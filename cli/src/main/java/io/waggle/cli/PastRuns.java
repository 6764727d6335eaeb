package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Usage;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What runs did, as a worker's journal has it. */
final class PastRuns implements AutoCloseable {
  /** Jobs at a call that are those of the agent that calls. */
  private static final Set<String> CALLERS = Set.of("approve", "hand", "back", "undo");

  /** Paths of the jobs of which one ends a run. */
  private static final Set<String> ENDS = Set.of("answer", "end");

  private final WorkerOptions workers;
  private final WorkerPage page = new WorkerPage();

  PastRuns(WorkerOptions workers) {
    this.workers = workers;
  }

  /**
   * A run and all its jobs; of a sub-agent's run only those that are its own.
   *
   * @param address name of a run, or address of a sub-agent's run
   * @throws CommandFailure if no worker has it
   */
  ObjectNode history(String address) {
    String name = name(address);
    ObjectNode run = ask("runs/" + name);
    ArrayNode jobs = run.withArray("jobs");
    for (JsonNode more = run.remove("more"); more != null; ) {
      ObjectNode next = ask("runs/%s?after=%d".formatted(name, more.asLong()));
      next.withArray("jobs").forEach(jobs::add);
      more = next.get("more");
    }
    if (!address.equals(name)) {
      restrict(run, address.substring(name.length() + 1) + "/");
      run.put("id", address);
    }
    return run;
  }

  private static void restrict(ObjectNode run, String scope) {
    ArrayNode own = run.arrayNode();
    for (JsonNode job : run.path("jobs")) {
      String path = job.path("path").asText();
      if (path.startsWith(scope) && !CALLERS.contains(first(path, scope))) {
        own.add(((ObjectNode) job).put("path", path.substring(scope.length())));
      }
    }
    if (own.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_RUN,
          "The run '%s' has no sub-agent's run at '%s'."
              .formatted(run.path("id").asText(), scope.substring(0, scope.length() - 1)));
    }
    run.remove("instance"); // that is the process instance at the top
    run.remove("ended");
    run.put("state", "live");
    own.forEach(job -> stand(run, job));
    run.set("usage", used(own));
    run.set("jobs", own);
  }

  private static String first(String path, String scope) {
    int end = path.indexOf('/', scope.length());
    return path.substring(scope.length(), end < 0 ? path.length() : end);
  }

  private static void stand(ObjectNode run, JsonNode job) {
    switch (job.path("path").asText()) {
      case "accept" -> {
        run.set("agent", job.path("agent"));
        run.set("begun", job.path("begun"));
      }
      case "answer", "end" -> {
        if (job.path("recorded").isTextual()) {
          run.set("ended", job.path("recorded"));
          run.put("state", "ended");
        }
      }
      default -> {}
    }
  }

  private static ObjectNode used(ArrayNode jobs) {
    ObjectNode used = jobs.objectNode();
    for (String what :
        List.of(
            "llmCalls",
            "toolCalls",
            "inputTokens",
            "outputTokens",
            "cachedInputTokens",
            "reasoningTokens")) {
      long sum = 0;
      for (JsonNode job : jobs) {
        sum += job.path("usage").path(what).asLong();
      }
      used.put(what, sum);
    }
    putCost(used, jobs);
    return used;
  }

  /** Unknown where that of one job is. */
  private static void putCost(ObjectNode used, ArrayNode jobs) {
    Usage sum = Usage.ZERO;
    for (JsonNode job : jobs) {
      JsonNode usage = job.path("usage");
      if (usage.isObject()) {
        BigDecimal cost = usage.path("cost").isNumber() ? usage.path("cost").decimalValue() : null;
        sum = sum.plus(new Usage(0, 0, 0, 0, 0, 0, cost, usage.path("currency").textValue()));
      }
    }
    used.put("cost", sum.cost());
    used.put("currency", sum.currency());
  }

  /**
   * One job, whole.
   *
   * @param address as {@link #history}
   * @param path of the job in it
   * @throws CommandFailure if no worker has it
   */
  ObjectNode job(String address, String path) {
    name(address);
    return ask("runs/" + address + "/" + path);
  }

  /**
   * The job that a run ended with, whole.
   *
   * @param address as {@link #history}
   * @throws CommandFailure if no worker has the run, or it has not ended
   */
  ObjectNode end(String address) {
    for (JsonNode job : history(address).path("jobs")) {
      String path = job.path("path").asText();
      if (ENDS.contains(path) && job.path("recorded").isTextual()) {
        return job(address, path);
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "The run '%s' has not ended: name one of its jobs; '%s' has their paths."
            .formatted(address, Invocation.of("history " + address)));
  }

  /** The run as a file. */
  String export(String address) {
    String name = name(address);
    if (!address.equals(name)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "'%s' is the run of a sub-agent; it is in the file of the run '%s'."
              .formatted(address, name));
    }
    return answer("export/" + name).text();
  }

  private static String name(String address) {
    if (!RunNames.isAddress(address)) {
      throw new CommandFailure(
          ExitCode.USAGE, "'%s' is no run's name, for example 'refund-4711'.".formatted(address));
    }
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
  }

  private ObjectNode ask(String what) {
    return (ObjectNode) answer(what).json();
  }

  /** Of the first worker that has it. */
  private WorkerPage.Answer answer(String what) {
    Optional<WorkerPage.Answer> refused = Optional.empty();
    for (URI worker : workers.addresses()) {
      Optional<WorkerPage.Answer> answer = page.get(worker, "/actuator/" + what);
      if (answer.isPresent() && answer.get().found()) {
        return answer.get();
      }
      refused = answer.isPresent() ? answer : refused;
    }
    throw refused
        .map(answer -> new CommandFailure(ExitCode.NO_SUCH_RUN, problem(answer)))
        .orElseGet(workers::nobodyAnswers);
  }

  private String problem(WorkerPage.Answer answer) {
    return answer
        .problem()
        .orElse(
            "The worker at %s does not show its runs; 'management.endpoints.web.exposure.include' has to name 'runs' and 'export'."
                .formatted(workers.listed()));
  }

  @Override
  public void close() {
    page.close();
  }
}
