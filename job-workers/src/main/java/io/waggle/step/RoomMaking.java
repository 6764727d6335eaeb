package io.waggle.step;

import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.context.Compaction;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.Message;
import io.waggle.prompt.ModelCalls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn of a step in which the model does not work but sums up, since the conversation would not
 * fit into its window. It is a turn like any other, recorded with its answer, and the next one goes
 * on from the shorter conversation.
 */
final class RoomMaking {
  /** A word is a token and a third, and the summary may have an eighth of the room. */
  private static final int WORDS = 12;

  /** Each time that a provider refuses to sum up so much, it is given less. */
  private static final int MOST_ATTEMPTS = 4;

  private static final ModelCalls.Answer NOTHING =
      new ModelCalls.Answer(
          "", new ChatReply("", List.of(), ChatReply.Finish.DONE, 0, 0), Usage.ZERO);

  private static final Logger LOG = LoggerFactory.getLogger(RoomMaking.class);

  private final ModelCalls models;

  RoomMaking(ModelCalls models) {
    this.models = models;
  }

  /**
   * @param conversation of the step, with the results of the last turn's calls
   * @return the turn; empty where there is nothing to sum up
   */
  Optional<JobOutcome> made(AgentJob job, StepVariables known, List<Message> conversation) {
    String parent = known.parentRef();
    if (parent == null) {
      return Optional.empty();
    }
    Optional<Compaction> compaction = Optional.empty();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      compaction = Compaction.of(conversation, models.window(job));
      if (compaction.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(summedUp(job, known, compaction.get(), parent));
      } catch (ContextWindowExceededException smallerThanThought) {
        LOG.info("{} {}", job.ref(), smallerThanThought.getMessage());
      }
    }
    return compaction.map(older -> recorded(job, known, older, parent, NOTHING));
  }

  private JobOutcome summedUp(
      AgentJob job, StepVariables known, Compaction compaction, String parent) {
    int words = models.window(job).room() / WORDS;
    return recorded(job, known, compaction, parent, models.ask(job, compaction.question(words)));
  }

  private static JobOutcome recorded(
      AgentJob job,
      StepVariables known,
      Compaction compaction,
      String parent,
      ModelCalls.Answer answer) {
    List<Message> messages = compaction.with(answer.reply(), parent);
    Usage usage = known.usage().plus(answer.usage());
    String preview =
        "Summed up %d older messages, to make room.".formatted(compaction.older().size());
    return JobOutcome.completed(Map.of("turn", turn(job, known, preview, usage)))
        .withContent("The conversation up to %s was summed up.".formatted(parent))
        .withUsage(answer.usage())
        .withMessages(null, messages)
        .withReply(RecordedReply.json(answer.model(), answer.reply(), messages));
  }

  private static Turn turn(AgentJob job, StepVariables known, String preview, Usage usage) {
    Turn last = known.turn();
    @Nullable String fault = last == null ? null : last.fault();
    int faults = last == null ? 0 : last.faults();
    return new Turn(
        known.number(),
        Turn.Next.AGAIN,
        List.of(),
        preview,
        faults,
        fault,
        usage,
        known.heard(),
        job.ref(),
        /* direct= */ false);
  }
}
