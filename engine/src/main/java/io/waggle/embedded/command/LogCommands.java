package io.waggle.embedded.command;

import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.impl.record.value.resource.ResourceDeletionRecord;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ResourceDeletionIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.waggle.embedded.command.RejectedException.Reason;
import io.waggle.embedded.log.CommandWriter;
import io.waggle.embedded.log.LogRecord;
import io.waggle.embedded.projection.Projection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Commands for which the test engine's gateway has no call, or one that never answers. They are
 * written to the log, and the engine's answer is read from the records that follow.
 */
public final class LogCommands {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long NO_KEY = -1;
  private static final Set<Intent> DENIED =
      Set.of(
          UserTaskIntent.ASSIGNMENT_DENIED,
          UserTaskIntent.COMPLETION_DENIED,
          UserTaskIntent.UPDATE_DENIED);

  private final CommandWriter writer;
  private final Projection projection;

  LogCommands(CommandWriter writer, Projection projection) {
    this.writer = writer;
    this.projection = projection;
  }

  /** Assigns a task, whoever it is assigned to by now; the empty assignee is nobody. */
  public void assign(UserTaskRecord task) {
    execute(task, UserTaskIntent.ASSIGN, UserTaskIntent.ASSIGNED);
  }

  /** Assigns a task that nobody is assigned to. */
  public void claim(UserTaskRecord task) {
    execute(task, UserTaskIntent.CLAIM, UserTaskIntent.ASSIGNED);
  }

  public void update(UserTaskRecord task) {
    execute(task, UserTaskIntent.UPDATE, UserTaskIntent.UPDATED);
  }

  public void complete(UserTaskRecord task) {
    execute(task, UserTaskIntent.COMPLETE, UserTaskIntent.COMPLETED);
  }

  private void execute(UserTaskRecord task, UserTaskIntent command, UserTaskIntent done) {
    execute(
        new Answer(ValueType.USER_TASK, command, done, task.getUserTaskKey()),
        task.getUserTaskKey(),
        task);
  }

  /** Deletes what was deployed. */
  public void delete(long resource) {
    execute(
        new Answer(
            ValueType.RESOURCE_DELETION,
            ResourceDeletionIntent.DELETE,
            ResourceDeletionIntent.DELETED,
            NO_KEY),
        NO_KEY,
        new ResourceDeletionRecord().setResourceKey(resource));
  }

  /**
   * Has the engine carry out a command, and waits until it has.
   *
   * @throws RejectedException if it does not
   */
  private void execute(Answer answer, long key, UnifiedRecordValue value) {
    projection.observe(
        answer, () -> answer.position = writer.write(key, answer.type, answer.command, value));
    try {
      answer
          .rejection
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .ifPresent(
              rejection -> {
                throw rejection;
              });
    } catch (TimeoutException e) {
      throw new RejectedException(
          Reason.TIMEOUT, "The engine did not answer within %s.".formatted(PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedException(Reason.TIMEOUT, "The engine is stopping.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      projection.forget(answer);
    }
  }

  /** What the engine makes of a command. */
  private static final class Answer implements Consumer<LogRecord> {
    private final ValueType type;
    private final Intent command;
    private final Intent done;
    private final long key;
    private final CompletableFuture<Optional<RejectedException>> rejection =
        new CompletableFuture<>();
    private volatile long position = Long.MAX_VALUE;

    /** The engine has begun to carry it out: what happens to the same key now is its doing. */
    private boolean begun;

    /**
     * @param done the event that says that it was carried out
     * @param key of what it is about: the event may come later, when listeners have had their say
     */
    Answer(ValueType type, Intent command, Intent done, long key) {
      this.type = type;
      this.command = command;
      this.done = done;
      this.key = key;
    }

    @Override
    public void accept(LogRecord record) {
      if (record.valueType() != type || record.position() <= position) {
        return;
      }
      if (record.isRejection() && record.sourcePosition() == position) {
        rejected(record.rejectionType(), record.rejectionReason());
      } else if (record.isEvent() && isAboutTheSame(record)) {
        begun |= record.sourcePosition() == position;
        if (!begun) {
          return; // another command's, that was in the log before this one
        }
        if (record.intent() == done) {
          rejection.complete(Optional.empty());
        } else if (DENIED.contains(record.intent())) {
          rejected(RejectionType.INVALID_STATE, "A task listener denied it.");
        }
      }
    }

    private boolean isAboutTheSame(LogRecord record) {
      return key == NO_KEY ? record.sourcePosition() == position : record.key() == key;
    }

    private void rejected(RejectionType rejectionType, String reason) {
      rejection.complete(
          Optional.of(
              new RejectedException(
                  reason(rejectionType),
                  "Command '%s' rejected with code '%s': %s"
                      .formatted(command, rejectionType, reason))));
    }

    private static Reason reason(RejectionType type) {
      return switch (type) {
        case INVALID_ARGUMENT, EXCEEDED_BATCH_RECORD_SIZE -> Reason.INVALID_ARGUMENT;
        case NOT_FOUND -> Reason.NOT_FOUND;
        case ALREADY_EXISTS -> Reason.ALREADY_EXISTS;
        case INVALID_STATE -> Reason.INVALID_STATE;
        case UNAUTHORIZED, FORBIDDEN -> Reason.FORBIDDEN;
        default -> Reason.INTERNAL;
      };
    }
  }
}
