package io.waggle.console.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.RunNames;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.console.access.Person;
import io.waggle.console.page.Engine;
import io.waggle.console.page.Engine.Answer;
import io.waggle.journal.JournalJson;
import io.waggle.journal.LiveRuns;
import io.waggle.journal.RunList;
import io.waggle.journal.RunList.Line;
import io.waggle.journal.RunList.Standing;
import io.waggle.journal.RunList.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what waits for people. */
final class TaskList {
  private static final ObjectMapper MAPPER = JournalJson.mapper();
  private static final int MOST_RUNS = 50;

  private static final Comparator<GateTask> DUE_FIRST =
      Comparator.comparing(GateTask::due, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(GateTask::since);

  private final Engine engine;
  private final RunList runs;
  private final LiveRuns live;
  private final Clock clock;

  TaskList(Engine engine, RunList runs, LiveRuns live, Clock clock) {
    this.engine = engine;
    this.runs = runs;
    this.live = live;
    this.clock = clock;
  }

  /**
   * A question in the list.
   *
   * @param top name of the run at the top that it belongs to
   * @param who is asked
   * @param asked whether that is the one who looks
   * @param overdue whether it is due already
   */
  record Row(GateTask task, String top, String who, boolean asked, boolean overdue) {}

  /** What the journal knows where the engine cannot be asked. */
  record Known(String run, String about) {}

  /**
   * What waits.
   *
   * @param rows those due first
   * @param groups that are asked by any of them
   * @param known where the engine could not be asked
   * @param problem why not; null if it was
   */
  record Waiting(
      List<Row> rows, List<String> groups, List<Known> known, @Nullable String problem) {}

  Waiting waiting(@Nullable String run, @Nullable String group, Person person, Duration patience) {
    if (run != null && !RunNames.isAddress(run)) {
      throw new IllegalArgumentException("'%s' is not a run's name.".formatted(run));
    }
    Answer<List<GateTask>> found = engine.ask(client -> client.tasks(TaskFilter.ALL), patience);
    List<GateTask> tasks =
        found.or(List.of()).stream()
            .filter(
                task -> run == null || task.run().equals(run) || task.run().startsWith(run + "/"))
            .toList();
    Instant now = clock.instant();
    return new Waiting(
        tasks.stream()
            .filter(task -> group == null || task.candidateGroups().contains(group))
            .sorted(DUE_FIRST)
            .map(task -> row(task, person, now))
            .toList(),
        tasks.stream()
            .flatMap(task -> task.candidateGroups().stream())
            .distinct()
            .sorted()
            .toList(),
        found.problem() == null ? List.of() : known(run),
        found.problem());
  }

  private static Row row(GateTask task, Person person, Instant now) {
    return new Row(
        task,
        top(task.run()),
        who(task),
        person.isAsked(task.candidateUsers(), task.candidateGroups(), task.assignee()),
        task.due() != null && task.due().isBefore(now));
  }

  private List<Known> known(@Nullable String run) {
    List<String> waiting =
        runs.older(new Wanted(null, Standing.WAITING, null), Long.MAX_VALUE, MOST_RUNS).stream()
            .map(Line::id)
            .filter(id -> run == null || id.equals(top(run)))
            .toList();
    List<Known> known = new ArrayList<>();
    live.openGates(waiting)
        .forEach(
            (id, gates) -> gates.forEach(gate -> known.add(new Known(id, about(gate.outcome())))));
    return known;
  }

  private static String about(String outcome) {
    try {
      JsonNode question = MAPPER.readTree(outcome).at("/variables/question");
      return question.path("agent").asText() + ": " + question.path("subject").asText();
    } catch (JsonProcessingException damaged) {
      return "a question";
    }
  }

  /** The run that a sub-agent's address begins with. */
  static String top(String address) {
    int end = address.indexOf('/');
    return end < 0 ? address : address.substring(0, end);
  }

  static String who(GateTask task) {
    String asked =
        task.forEverybody()
            ? "anybody who decides"
            : String.join(
                ", ",
                Stream.concat(
                        task.candidateGroups().stream().map(group -> "group " + group),
                        task.candidateUsers().stream())
                    .toList());
    return task.assignee() == null ? asked : asked + "; taken by " + task.assignee();
  }

  static String silence(GateTask task) {
    GatePolicy policy = task.question().policy();
    return policy.silence() == GatePolicy.Silence.APPROVE
        ? "it is approved"
        : switch (task.kind()) {
          case PLAN -> "it is rejected, and the run ends";
          case TOOL_CALL -> "it is rejected";
          case QUESTION -> "the agent goes on without an answer";
          case IN_DOUBT -> "it is not done again";
          case LIMIT -> "the agent finishes with what there is";
        };
  }
}
