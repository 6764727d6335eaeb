package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waggle.journal.EngineMarks;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Finds out whether the engine is the one that the journal is of, also by name and address the
 * same: one whose data is gone gives its keys once more, and the journal would answer new runs with
 * the outcomes and approvals of old ones.
 *
 * <p>An engine is known by a mark: a message that no process waits for, which it keeps for as long
 * as it keeps its data. A message of the same id is refused while it has it, and that is asked with
 * one that it would not keep. No other property of a cluster goes with its data: it can be set
 * anew, or is the same afterwards.
 */
final class SameEngine {
  /** Never correlated: no process has it. */
  private static final String MESSAGE = "waggle-journal";

  private static final Duration FOR_EVER = Duration.ofDays(365 * 100);

  /** The bits of a key that its partition counts; those above are the partition's number. */
  private static final int BITS_OF_PARTITION = 51;

  private final CamundaClient camunda;
  private final EngineMarks marks;

  SameEngine(CamundaClient camunda, EngineMarks marks) {
    this.camunda = camunda;
    this.marks = marks;
  }

  /**
   * Marks an engine that the journal has no job of, and one that can have given none of the
   * journal's keys.
   *
   * @param deployed the lowest key of Waggle's processes, which those of all their instances are
   *     above; empty where another worker deploys them
   * @throws WrongEngineException if its keys may be those of other jobs
   * @throws ClientStatusException if the engine cannot be asked
   */
  void check(OptionalLong deployed) {
    List<String> known = marks.all();
    while (known.stream().noneMatch(this::isThere)) {
      if (mark(known.isEmpty(), deployed)) {
        return;
      }
      List<String> meanwhile = marks.all();
      if (meanwhile.equals(known)) {
        throw new WrongEngineException(sentence());
      }
      known = meanwhile; // by another worker that starts as well
    }
  }

  private boolean isThere(String mark) {
    return publish(mark, Duration.ZERO).isEmpty();
  }

  /**
   * @param first whether the journal never knew by what its engine is recognized
   */
  private boolean mark(boolean first, OptionalLong deployed) {
    String mark = UUID.randomUUID().toString();
    long next = publish(mark, Duration.ZERO).orElseThrow();
    boolean isFree =
        first
            ? isAboveItsPartition(next)
            : marks.highestKey(1, Long.MAX_VALUE) < deployed.orElse(next);
    if (isFree) {
      OptionalLong unused = publish(mark, FOR_EVER);
      marks.add(mark);
    }
    return isFree;
  }

  /** A partition of the same engine goes on counting from its highest key. */
  private boolean isAboveItsPartition(long next) {
    long partition = next >> BITS_OF_PARTITION;
    return marks.highestKey(
            partition << BITS_OF_PARTITION, ((partition + 1) << BITS_OF_PARTITION) - 1)
        < next;
  }

  /**
   * @return the message's key; empty if the engine has a message of this id already
   */
  private OptionalLong publish(String mark, Duration timeToLive) {
    try {
      return OptionalLong.of(
          OverGrpc.send(camunda.newPublishMessageCommand())
              .messageName(MESSAGE)
              .correlationKey(mark)
              .messageId(mark)
              .timeToLive(timeToLive)
              .send()
              .join()
              .getMessageKey());
    } catch (ClientStatusException refused) {
      if (refused.getStatusCode() == Status.Code.ALREADY_EXISTS) {
        return OptionalLong.empty();
      }
      throw refused;
    }
  }

  private String sentence() {
    return "The journal is of another engine, or of one whose data is gone: the engine at %s may give new runs the keys of jobs that the journal has, with their outcomes and approvals. No job is worked on. Restore the engine's data; or give the worker an empty journal: set waggle.journal.url (or waggle.home) to a new one, or move the old one away."
        .formatted(camunda.getConfiguration().getGrpcAddress());
  }
}
