package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.client.RunState;
import io.waggle.journal.PastJob;
import io.waggle.journal.RunForks.Origin;
import io.waggle.journal.RunRecords.PastRun;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a run.
 *
 * @param run the run at the top
 * @param root all its jobs
 * @param own the jobs of the run that is looked at: the one at the top, or a sub-agent's
 * @param rows texts
 * @param open the gates at which the run that is looked at waits
 * @param origin what it was forked from; null where it was not, and for a sub-agent's run
 * @param forks names of runs that were forked from it, the latest first
 */
record RunData(
    PastRun run,
    JobTree root,
    JobTree own,
    Rows rows,
    Set<JobTree> open,
    @Nullable Origin origin,
    List<String> forks) {

  RunData {
    forks = List.copyOf(forks);
  }

  /** Its last job, which has the outcome; null while it has none, or still asks. */
  @Nullable JobTree end() {
    if (!open.isEmpty()) {
      return null;
    }
    if (own.has("answer")) {
      return own.child("answer");
    }
    return own.has("end") ? own.child("end") : null;
  }

  /** How it ended; empty while it goes on. */
  Optional<Outcome> outcome() {
    String word = Rows.text(rows.variables(end()).path("outcome")).toUpperCase(Locale.ROOT);
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().equals(word))
        .findFirst();
  }

  /** Whether it, and the run at the top, go on as far as the journal knows. */
  boolean live() {
    return run.ended() == null && end() == null;
  }

  /** What came out, whole; empty before. */
  String result() {
    PastJob job = rows.at(end());
    if (job == null) {
      return "";
    }
    JsonNode result = rows.variables(end()).path("result");
    if (result.isContainerNode()) {
      return result.toPrettyString();
    }
    return job.content().isEmpty() ? Rows.text(result) : job.content();
  }

  /** Of a result that is an object, its members by name; empty where it is none. */
  Map<String, String> resultMembers() {
    JsonNode result = rows.at(end()) == null ? null : rows.variables(end()).path("result");
    if (result == null || !result.isObject()) {
      return Map.of();
    }
    Map<String, String> members = new LinkedHashMap<>();
    result
        .properties()
        .forEach(
            member ->
                members.put(
                    member.getKey(),
                    member.getValue().isContainerNode()
                        ? member.getValue().toPrettyString()
                        : member.getValue().asText()));
    return members;
  }

  /**
   * Which job it is, where it is a call that a process makes outside of any run: it has no task, no
   * plan and no diagram. Null where it is a run as others.
   */
  @Nullable JobType lone() {
    JobTree answer = own.child("answer");
    JobType type = answer == null || answer.job() == null ? null : answer.job().job().type();
    return type == JobType.ANSWER || type == JobType.CALL ? type : null;
  }

  /** By what the engine knows it: a call of a process by the process instance. */
  String asked() {
    JobTree answer = own.child("answer");
    return lone() == null || answer == null || answer.job() == null
        ? address()
        : Long.toString(answer.job().job().processInstanceKey());
  }

  /**
   * Whether the engine has ended what the journal takes for going on, of which it hears nothing.
   */
  boolean isOver(RunState state) {
    return lone() == null ? state == RunState.TERMINATED : state.ended();
  }

  /** Name of the run at the top, and where in it the run is. */
  String address() {
    return own.path().isEmpty() ? run.id() : run.id() + "/" + own.path();
  }

  /** The agent whose run it is. */
  String agent() {
    JobTree accept = own.child("accept");
    return accept == null || accept.job() == null ? run.agent() : accept.job().job().agent();
  }
}
