package io.waggle.step;

import io.waggle.bpmn.Preview;
import io.waggle.llm.Message;
import io.waggle.llm.Message.Role;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step that goes round in circles: turn after turn the model makes calls that it has made before,
 * and reads what it has read before.
 *
 * @param times turns in a row that brought nothing new, the first of their kind included; 0 where
 *     the last one did
 * @param most of them before the model is told; after twice as many it is too much
 * @param call one of the calls that came again, for people and for the model
 */
record Repetition(int times, int most, String call) {
  /** In how many turns before it a call is looked for: circles are small. */
  private static final int WINDOW = 10;

  /** A call and what it answered; ids are new each time. */
  private record Answered(String name, String arguments, String answer) {}

  /**
   * @param conversation of a step, with the results of the last turn's calls
   * @param most see {@link Repetition}
   */
  static Repetition in(List<Message> conversation, int most) {
    int enough = 2 * most - 1;
    List<List<Answered>> turns = latest(conversation, enough + WINDOW);
    int repeated = 0;
    while (repeated < Math.min(enough, turns.size()) && isNothingNew(turns, repeated)) {
      repeated++;
    }
    return repeated == 0
        ? new Repetition(0, most, "")
        : new Repetition(repeated + 1, most, words(turns.getFirst().getFirst()));
  }

  /** The turns with calls, the last one first. */
  private static List<List<Answered>> latest(List<Message> conversation, int most) {
    List<List<Answered>> turns = new ArrayList<>();
    Map<String, String> answers = new HashMap<>();
    for (int at = conversation.size() - 1; at >= 0 && turns.size() < most; at--) {
      Message message = conversation.get(at);
      if (message.role() == Role.TOOL) {
        answers.put(String.valueOf(message.toolCallId()), message.text());
      } else if (!message.requests().isEmpty()) {
        turns.add(
            message.requests().stream().map(call -> answered(call, answers)).distinct().toList());
        answers.clear();
      }
    }
    return turns;
  }

  private static Answered answered(ToolRequest call, Map<String, String> answers) {
    return new Answered(call.name(), call.arguments(), answers.getOrDefault(call.id(), ""));
  }

  private static boolean isNothingNew(List<List<Answered>> turns, int turn) {
    List<List<Answered>> before =
        turns.subList(turn + 1, Math.min(turns.size(), turn + 1 + WINDOW));
    return turns.get(turn).stream()
        .allMatch(call -> before.stream().anyMatch(earlier -> earlier.contains(call)));
  }

  private static String words(Answered call) {
    return "%s %s".formatted(call.name(), Preview.of(call.arguments()));
  }

  boolean isTooMuch() {
    return times >= 2 * most;
  }

  /** What the model is told, once it is time to. */
  Optional<String> forTheModel() {
    return times < most
        ? Optional.empty()
        : Optional.of(
            "For %d turns in a row you have made calls that you had made before, with the same results, for example %s. Once more will not bring anything else: do something else, answer with what you know, or call give_up and say why. After %d such turns the step is ended."
                .formatted(times, call, 2 * most));
  }

  /** Why the step ended. */
  String forPeople() {
    return "For %d turns in a row the model made calls that it had made before, with the same results, for example %s."
        .formatted(times, call);
  }
}
