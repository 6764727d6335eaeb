package io.waggle.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.LogStreamWriter.WriteFailure;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.util.Either;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PatientWriterTest {
  /** A log that gives these answers, one after the other. */
  private record Log(Queue<Either<WriteFailure, Long>> answers) implements LogStreamWriter {
    static Log answering(List<Either<WriteFailure, Long>> answers) {
      return new Log(new ArrayDeque<>(answers));
    }

    @Override
    public Either<WriteFailure, Long> tryWrite(
        WriteContext context, List<LogAppendEntry> entries, long sourcePosition) {
      return answers.remove();
    }
  }

  private static Either<WriteFailure, Long> writeTo(Log log) {
    return new PatientWriter(log).tryWrite(WriteContext.internal(), List.of(), -1);
  }

  @Test
  void shouldWriteAgainWhatTheLogIsNotReadyFor() {
    Log log =
        Log.answering(
            List.of(
                Either.left(WriteFailure.WRITE_LIMIT_EXHAUSTED),
                Either.left(WriteFailure.WRITE_LIMIT_EXHAUSTED),
                Either.right(7L)));

    assertThat(writeTo(log).get()).isEqualTo(7);
    assertThat(log.answers()).isEmpty();
  }

  @Test
  void shouldSayThatTheLogTakesNothingAnyMore() {
    Log log = Log.answering(List.of(Either.left(WriteFailure.CLOSED), Either.right(7L)));

    assertThatThrownBy(() -> writeTo(log))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CLOSED");
    assertThat(log.answers()).hasSize(1);
  }
}
