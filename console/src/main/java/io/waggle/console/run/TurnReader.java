package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Usage;
import io.waggle.history.JobText;
import io.waggle.journal.BriefJob;
import io.waggle.journal.PastJob;
import io.waggle.journal.RunRecords;
import io.waggle.llm.Message;
import io.waggle.llm.Message.Role;
import io.waggle.llm.ToolRequest;
import io.waggle.steer.Guidance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the turns of a step, as many as a page shows. */
final class TurnReader {
  private static final int GIVEN = Guidance.TO_MODEL.indexOf("%s");
  private static final String SAYS = Guidance.TO_MODEL.substring(0, GIVEN);
  private static final String SAID = Guidance.TO_MODEL.substring(GIVEN + 2);

  private final RunRecords records;
  private final Effects effects;

  TurnReader(RunRecords records, Effects effects) {
    this.records = records;
    this.effects = effects;
  }

  /**
   * @param run name of the run at the top
   * @param root its jobs
   * @param turns of one step
   * @param last the last one of the step
   * @param live whether the step's run goes on
   */
  List<TurnView> read(
      String run, JobTree root, List<JobTree> turns, @Nullable JobTree last, boolean live) {
    Set<JobTree> open = live ? new HashSet<>(Gates.open(root)) : Set.of();
    List<String> paths = new ArrayList<>();
    turns.forEach(turn -> paths(turn).forEach(paths::add));
    Rows rows = Rows.of(records, run, paths);
    CallReader calls = new CallReader(effects, rows, open, live);
    return turns.stream().map(turn -> view(turn, rows, calls, turn.equals(last), open)).toList();
  }

  private static Stream<String> paths(JobTree turn) {
    return Stream.of(
            Stream.of(turn.path()),
            turn.numbered("c").stream().flatMap(CallReader::paths),
            Gates.below(turn).stream()
                .flatMap(gate -> Stream.of(gate.path() + "/asked", gate.path() + "/decided")))
        .flatMap(each -> each);
  }

  private TurnView view(
      JobTree turn, Rows rows, CallReader calls, boolean last, Set<JobTree> open) {
    PastJob job = rows.at(turn);
    BriefJob brief = turn.job();
    int at = job == null ? -1 : JobText.answer(job.messages());
    Message answer =
        job == null || at < 0 ? Message.assistant("", List.of()) : job.messages().get(at);
    List<CallView> asked = new ArrayList<>();
    for (ToolRequest request : answer.requests()) {
      asked.add(calls.read(turn, asked.size() + 1, request, last));
    }
    JsonNode variables = rows.variables(turn);
    String text =
        answer.text().isEmpty() && asked.isEmpty() && job != null ? job.content() : answer.text();
    return new TurnView(
        turn.path(),
        JobTree.number(turn.name()),
        badge(turn, asked, variables),
        text,
        fault(job, at, variables),
        heard(job, at),
        asked,
        Gates.below(turn).stream()
            .map(gate -> Gates.view(gate, rows, open.contains(gate)))
            .toList(),
        brief == null ? Usage.ZERO : brief.usage(),
        brief == null ? null : brief.begun(),
        Rows.took(brief));
  }

  private static Badge badge(JobTree turn, List<CallView> calls, JsonNode variables) {
    if (!turn.recorded()) {
      BriefJob job = turn.job();
      return job != null && job.owner() == null ? new Badge("idle", "To be done") : Badge.RUNNING;
    }
    if (calls.stream().anyMatch(call -> call.badge().kind().equals("wait"))) {
      return Badge.WAITS;
    }
    if (calls.stream().anyMatch(call -> call.badge().kind().equals("live"))) {
      return new Badge("live", "Acts");
    }
    return Rows.text(variables.at("/turn/fault")).isEmpty()
        ? Badge.DONE
        : new Badge("part", "Not usable");
  }

  /** What the model was told was wrong. */
  private static String fault(@Nullable PastJob job, int answer, JsonNode variables) {
    String fault = Rows.text(variables.at("/turn/fault"));
    if (fault.isEmpty() || job == null) {
      return "";
    }
    List<Message> told = job.messages().subList(answer + 1, job.messages().size());
    return told.isEmpty() ? fault : told.getLast().text();
  }

  /** Guidance stands among what the model was told before it answered. */
  private static List<String> heard(@Nullable PastJob job, int answer) {
    if (job == null) {
      return List.of();
    }
    return job.messages().subList(0, answer < 0 ? job.messages().size() : answer).stream()
        .filter(message -> message.role() == Role.USER)
        .map(Message::text)
        .filter(text -> text.startsWith(SAYS) && text.endsWith(SAID))
        .map(text -> text.substring(SAYS.length(), text.length() - SAID.length()))
        .toList();
  }
}
