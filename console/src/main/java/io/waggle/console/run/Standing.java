package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.RunState;
import io.waggle.client.RunStatus;
import io.waggle.history.JobText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, at a glance.
 *
 * @param badge in a word
 * @param words in a sentence
 * @param live whether it goes on
 * @param paused whether a person has paused it
 */
public record Standing(Badge badge, String words, boolean live, boolean paused) {

  /**
   * @param data what the journal knows
   * @param plans as they are read from it
   * @param status what the engine knows; null where it has not said
   */
  static Standing of(RunData data, List<PlanView> plans, @Nullable RunStatus status) {
    if (data.outcome().isPresent()) {
      return ended(data);
    }
    if (status != null && data.isOver(status.state())) {
      return new Standing(
          new Badge("off", "Terminated"),
          status.state() == RunState.TERMINATED
              ? "Its process instance was terminated in the middle of what it did: it has no result, and what it did stays done."
              : "Its process instance has ended without it: it has no result, and what it did stays done.",
          false,
          false);
    }
    if (!data.live()) {
      return new Standing(Badge.STOPPED, "It ended with the run that called it.", false, false);
    }
    if (status != null && !status.incidents().isEmpty()) {
      return live(Badge.STANDS, "It cannot go on before somebody has mended what is wrong.", data);
    }
    if (data.own().child("cancel") != null) {
      return new Standing(
          new Badge("live", "Ending"),
          "It is ending; what it did is undone, as far as that was asked for.",
          true,
          false);
    }
    if (!data.open().isEmpty()) {
      return live(Badge.WAITS, waiting(data), data);
    }
    if (paused(data)) {
      return live(Badge.PAUSED, "It begins nothing new until somebody lets it go on.", data);
    }
    return live(Badge.RUNNING, working(plans, status), data);
  }

  private static String waiting(RunData data) {
    return data.open().size() == 1
        ? "It cannot go on before somebody has decided this:"
        : "%d questions wait for somebody to decide them:".formatted(data.open().size());
  }

  private static Standing live(Badge badge, String words, RunData data) {
    return new Standing(badge, words, true, paused(data));
  }

  private static Standing ended(RunData data) {
    String words =
        switch (data.outcome().orElseThrow()) {
          case COMPLETED -> "All of it is done.";
          case PARTIAL -> "There is a result, but not all of it was done.";
          case REJECTED -> "A person said no, or nobody answered in time.";
          case FAILED -> "Nothing came of it; the result says why.";
          case CANCELLED -> "It was asked to stop.";
        };
    long undone =
        data.own().all().filter(place -> place.name().equals("undo") && place.recorded()).count();
    String more =
        undone == 0
            ? ""
            : undone == 1
                ? " One tool call was undone."
                : " %d tool calls were undone.".formatted(undone);
    return new Standing(Badge.of(data.outcome().orElseThrow()), words + more, false, false);
  }

  /** The last that people said of a pause holds; guidance says nothing of it. */
  private static boolean paused(RunData data) {
    JobTree steer = data.root().child("steer");
    JobTree own = data.own().child("steer");
    List<JobTree> said = new ArrayList<>();
    Optional.ofNullable(steer).ifPresent(place -> place.all().forEach(said::add));
    if (own != null && !own.equals(steer)) {
      own.all().forEach(said::add);
    }
    return said.stream()
        .filter(place -> place.job() != null && place.recorded())
        .sorted(Comparator.comparingLong(place -> place.job() == null ? 0 : place.job().position()))
        .map(place -> action(data, place))
        .filter(action -> !action.equals("guide") && !action.isEmpty())
        .reduce((earlier, later) -> later)
        .filter("pause"::equals)
        .isPresent();
  }

  private static String action(RunData data, JobTree place) {
    JsonNode said = JobText.tree(data.rows().content(place));
    return Rows.text(said.path("action"));
  }

  private static String working(List<PlanView> plans, @Nullable RunStatus status) {
    List<String> titles =
        plans.isEmpty()
            ? List.of()
            : plans.getLast().waves().stream()
                .flatMap(List::stream)
                .filter(StepView::live)
                .map(step -> "“" + step.title() + "”")
                .toList();
    if (!titles.isEmpty()) {
      return "It works on " + String.join(", ", titles) + ".";
    }
    return status == null || status.elements().isEmpty()
        ? "It is on its way."
        : "It is " + status.standing() + ".";
  }

  /** Where a run stands that the journal does not know yet. */
  static Standing unaccepted(RunStatus status) {
    if (status.state().ended()) {
      return new Standing(
          new Badge("off", "Ended"), "It ended before a worker had accepted it.", false, false);
    }
    return status.incidents().isEmpty()
        ? new Standing(
            new Badge("live", "Starting"),
            "It waits for a worker that holds its agent to accept the task.",
            true,
            false)
        : new Standing(
            Badge.STANDS, "It cannot go on before somebody has mended what is wrong.", true, false);
  }
}
