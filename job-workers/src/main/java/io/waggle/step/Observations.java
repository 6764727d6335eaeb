package io.waggle.step;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Run;
import io.waggle.invocation.ReadResult;
import io.waggle.journal.Journal;
import io.waggle.llm.Message;
import java.util.List;

/** What the model is told about its tool calls. */
final class Observations {
  /** Characters of a result that are shown at the most; a model can read on in the rest. */
  static final int LONGEST = 50_000;

  private static final int SHORTEST = 1_000;

  private final Journal journal;

  Observations(Journal journal) {
    this.journal = journal;
  }

  /**
   * The observations of the last turn's calls. The journal says which calls there were: a provider
   * refuses a conversation in which one of them has no answer, or another one has.
   *
   * @return one for each call, in their order
   */
  List<Observation> seen(StepVariables known) {
    if (known.parentRef() == null) {
      return List.of();
    }
    List<Message> said = journal.get(known.run(), known.parentRef()).messages();
    return said.isEmpty()
        ? List.of()
        : SeenObservations.of(known.observations()).answersTo(said.getLast().requests());
  }

  /**
   * @param room characters that all of them may have together, if each has some
   */
  List<Message> messages(Run run, List<Observation> observations, int room) {
    int each = Math.clamp(room / Math.max(observations.size(), 1), SHORTEST, LONGEST);
    return observations.stream()
        .map(seen -> Message.tool(seen.id(), shown(run, seen, each)))
        .toList();
  }

  /** What others answered is recorded where a worker of ours had to do with it. */
  private String shown(Run run, Observation observation, int most) {
    String text = text(run, observation);
    String advice = observation.ref() == null ? "" : ReadResult.advice(observation.ref());
    return Cut.noted(text, most, "%,d".formatted(text.length()), advice);
  }

  /** The whole text of an observation. */
  String text(Run run, Observation observation) {
    String text;
    if (observation.ref() != null) {
      text = journal.get(run, observation.ref()).content();
    } else if (observation.content() == null || observation.content().isNull()) {
      text = observation.preview() == null ? "done" : observation.preview();
    } else {
      text =
          observation.content().isTextual()
              ? observation.content().asText()
              : observation.content().toString();
    }
    return text;
  }
}
