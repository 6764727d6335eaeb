package io.waggle.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.JobType;
import io.waggle.invocation.Secrets;
import io.waggle.journal.JobAddress;
import io.waggle.journal.PastJob;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRecords;
import io.waggle.journal.RunRecords.PastRun;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run into a {@link RunFile}: all that is needed to play it again, without the secrets
 * that this worker knows and without what an engine called it.
 */
public final class RunExport {
  private static final int PAGE = 200;

  private final RunRecords records;
  private final HiddenSecrets secrets;

  public RunExport(RunRecords records, Secrets secrets) {
    this.records = records;
    this.secrets = new HiddenSecrets(secrets);
  }

  /**
   * @param id a run's name
   * @param lines is given one line after the other, without line ends
   * @return false if there is no such run
   */
  public boolean write(String id, Consumer<String> lines) {
    Optional<PastRun> run = records.run(id);
    run.ifPresent(found -> write(found, json -> lines.accept(secrets.in(json).toString())));
    return run.isPresent();
  }

  private void write(PastRun run, Consumer<JsonNode> lines) {
    lines.accept(RunFile.line(head(run)));
    for (String digest : definitions(run.id())) {
      records
          .definition(digest)
          .ifPresent(document -> lines.accept(RunFile.line(digest, JobText.tree(document))));
    }
    each(run.id(), job -> lines.accept(RunFile.line(job, outcome(job))));
  }

  private RunFile.Head head(PastRun run) {
    Optional<PastJob> accepted = records.job(new JobAddress(run.id(), Paths.accept("")));
    JsonNode asked = JobText.tree(accepted.map(PastJob::content).orElse("{}"));
    JsonNode limits = accepted.map(job -> JobText.variables(job).at("/run/limits")).orElse(null);
    return new RunFile.Head(
        RunFile.VERSION,
        run.id(),
        run.agent(),
        run.request(),
        asked.path("task").asText(),
        asked.path("input").asText(),
        limits,
        run.begun(),
        run.ended());
  }

  private Set<String> definitions(String id) {
    Set<String> digests = new LinkedHashSet<>();
    each(
        id,
        job -> {
          if (job.definition() != null) {
            digests.add(job.definition());
          }
        });
    return digests;
  }

  private void each(String id, Consumer<PastJob> reader) {
    long after = 0;
    List<PastJob> page;
    do {
      page = records.jobs(id, after, PAGE);
      page.forEach(reader);
      after = page.isEmpty() ? after : page.getLast().position();
    } while (page.size() == PAGE);
  }

  /** Whoever recreates the run has a process instance of his own. */
  private static @Nullable JsonNode outcome(PastJob job) {
    if (job.outcome() == null) {
      return null;
    }
    JsonNode outcome = JobText.tree(job.outcome());
    if (job.job().type() == JobType.ACCEPT
        && outcome.at("/variables/run") instanceof ObjectNode run) {
      run.put("key", "").put("rootKey", "");
    }
    return outcome;
  }
}
