package io.waggle.embedded.command;

import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
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
 * Commands about user tasks. The gateway has no calls for them, so they are written to the log, and
 * the engine's answer is read from the records that follow.
 */
public final class UserTaskCommands {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<UserTaskIntent> DENIED =
      Set.of(
          UserTaskIntent.ASSIGNMENT_DENIED,
          UserTaskIntent.COMPLETION_DENIED,
          UserTaskIntent.UPDATE_DENIED);

  private final CommandWriter writer;
  private final Projection projection;

  UserTaskCommands(CommandWriter writer, Projection projection) {
    this.writer = writer;
    this.projection = projection;
  }

  /**
   * Has the engine carry out a command, and waits until it has.
   *
   * @param done the event that says so
   * @throws RejectedException if it does not
   */
  public void execute(UserTaskIntent command, UserTaskRecord task, UserTaskIntent done) {
    Answer answer = new Answer(task.getUserTaskKey(), command, done);
    projection.observe(
        answer,
        () ->
            answer.position =
                writer.write(task.getUserTaskKey(), ValueType.USER_TASK, command, task));
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
    private final long key;
    private final UserTaskIntent command;
    private final UserTaskIntent done;
    private final CompletableFuture<Optional<RejectedException>> rejection =
        new CompletableFuture<>();
    private volatile long position = Long.MAX_VALUE;

    Answer(long key, UserTaskIntent command, UserTaskIntent done) {
      this.key = key;
      this.command = command;
      this.done = done;
    }

    @Override
    public void accept(LogRecord record) {
      if (record.valueType() != ValueType.USER_TASK) {
        return;
      }
      if (record.isRejection() && record.sourcePosition() == position) {
        rejected(record.rejectionType(), record.rejectionReason());
      } else if (record.isEvent() && record.key() == key && record.position() > position) {
        Intent intent = record.intent();
        if (intent == done) {
          rejection.complete(Optional.empty());
        } else if (intent instanceof UserTaskIntent other && DENIED.contains(other)) {
          rejected(RejectionType.INVALID_STATE, "A task listener denied it.");
        }
      }
    }

    private void rejected(RejectionType type, String reason) {
      rejection.complete(Optional.of(rejection(command, type, reason)));
    }

    private static RejectedException rejection(
        UserTaskIntent command, RejectionType type, String reason) {
      return new RejectedException(
          switch (type) {
            case INVALID_ARGUMENT, EXCEEDED_BATCH_RECORD_SIZE -> Reason.INVALID_ARGUMENT;
            case NOT_FOUND -> Reason.NOT_FOUND;
            case ALREADY_EXISTS -> Reason.ALREADY_EXISTS;
            case INVALID_STATE -> Reason.INVALID_STATE;
            case UNAUTHORIZED, FORBIDDEN -> Reason.FORBIDDEN;
            default -> Reason.INTERNAL;
          },
          "Command '%s' rejected with code '%s': %s".formatted(command, type, reason));
    }
  }
}
