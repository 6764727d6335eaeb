package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.waggle.bpmn.Bound;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.RunNames;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournalJson;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRegistry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that a process gives an agent outside of any run of it: each is a run of its own, which is
 * that one job. So the journal, limits, telemetry and lists know it as they know any other.
 *
 * <p>The run's name comes from the job's key, which the job keeps across retries and incidents, and
 * from the mark of its engine: another engine may give the same key to another job.
 */
public final class LoneRuns {
  private static final int MARK_LENGTH = 8;

  private final RunRegistry runs;
  private final ConnectedEngine engine;

  LoneRuns(RunRegistry runs, ConnectedEngine engine) {
    this.runs = runs;
    this.engine = engine;
  }

  /**
   * What is asked.
   *
   * @param kind the first word of the run's name, where it gets one from the job
   * @param name that somebody gave it, see {@link RunNames}: twice the same is one job, whatever
   *     its key; null or blank: it is known by its key
   * @param words for those who look for it; their beginning is kept
   * @param asked all of it, as a record of variables
   */
  public record Request(String kind, @Nullable String name, String words, Record asked) {
    boolean isNamed() {
      return name != null && !name.isBlank();
    }
  }

  /**
   * @return the job's place, in a run that there is from now on
   * @throws NeedsPersonException if there is a run of this name, or of this job's key, that is
   *     something else
   */
  public Place place(EngineJob job, Request request) {
    String mark = engine.mark();
    String id = id(job, request, mark);
    NamedRun run = NamedRun.lone(id, job.agent().name(), digest(request), mark, job.key());
    runs.of(mark, job.key()).ifPresent(there -> requireOwn(there, run));
    if (!runs.enter(run, request.words())) {
      runs.find(id).ifPresent(there -> requireSame(there, run, request));
    }
    return new Place(id, 1, "", Paths.answer(""), null);
  }

  /** An engine that was restored from a backup gives keys once more that it gave since then. */
  private static void requireOwn(NamedRun there, NamedRun run) {
    if (!there.isLone() || !there.id().equals(run.id())) {
      throw new NeedsPersonException(
          "The engine has given the key %d to the job of '%s', and %s '%s' had it before: the engine was restored from a backup that is older than the journal, or 'name' was changed. Nothing was done. If 'name' was changed, put it back (in Operate: edit the variable) and resolve this incident; otherwise cancel this process instance and start the process again."
              .formatted(
                  run.instance(),
                  run.id(),
                  there.isLone() ? "another call," : "the run",
                  there.id()),
          null);
    }
  }

  private static String id(EngineJob job, Request request, String mark) {
    return request.isNamed()
        ? checked(Objects.requireNonNull(request.name()))
        : "%s-%d-%s".formatted(request.kind(), job.key(), mark.substring(0, MARK_LENGTH));
  }

  private static String checked(String name) {
    try {
      return RunNames.check(name);
    } catch (IllegalArgumentException noName) {
      throw VariableReader.wrong(
          List.of(
              "'name' does not fit: " + String.valueOf(noName.getMessage()).replaceAll("\\.$", "")),
          noName);
    }
  }

  /** What is asked may be corrected until there is an answer, by the job that asked it. */
  private void requireSame(NamedRun there, NamedRun run, Request request) {
    if (there.request().equals(run.request()) && there.agent().equals(run.agent())) {
      return;
    }
    if (!there.is(run.engine(), run.instance())) {
      throw new NeedsPersonException(
          "There is '%s' already, a run or a call that was asked something else. Give this call another name (in Operate: edit the variable) and resolve this incident, or cancel this process instance."
              .formatted(run.id()),
          null);
    }
    if (there.ended()) {
      throw new NeedsPersonException(
          "The journal has an answer of '%s', the job with the key %d, to something else than is asked now: the engine was restored from a backup that is older than the journal and has given the key once more, or the variables were changed after the answer. Nothing was done. If they were changed, put them back (in Operate: edit the variable) and resolve this incident; otherwise cancel this process instance and start the process again."
              .formatted(run.id(), run.instance()),
          null);
    }
    runs.correct(there, run.agent(), run.request(), request.words());
  }

  private static String digest(Request request) {
    try {
      byte[] json =
          JournalJson.mapper().writeValueAsBytes(List.of(request.kind(), request.asked()));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @param job of such a run
   * @return the run, with the limits of its agent
   */
  public static Run run(AgentJob job) {
    JobAddress at = Objects.requireNonNull(job.at());
    String instance = Long.toString(job.processInstanceKey());
    Limits limits = job.agent().limits().or(Limits.DEFAULT);
    return new Run(
        at.run(),
        "",
        job.epoch(),
        at.run(),
        instance,
        instance,
        0,
        limits,
        false,
        false,
        job.agent().digest(),
        List.of(new Bound("", limits.shared())));
  }
}
