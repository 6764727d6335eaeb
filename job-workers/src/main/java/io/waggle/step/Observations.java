package io.waggle.step;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Run;
import io.waggle.journal.Journal;
import io.waggle.llm.Message;
import java.util.List;

/** What the model is told about its tool calls. */
final class Observations {
  /** Longer texts come only from processes of others; our own workers cap theirs. */
  private static final int MAX_LENGTH = 50_000;

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

  List<Message> messages(Run run, List<Observation> observations) {
    return observations.stream().map(seen -> Message.tool(seen.id(), text(run, seen))).toList();
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
    return Cut.noted(text, MAX_LENGTH);
  }
}
