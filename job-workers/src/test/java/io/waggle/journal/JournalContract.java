package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.JobType;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the journal promises, on every database. */
interface JournalContract {
  AtomicLong KEYS = new AtomicLong(4_503_599_627_370_496L);

  Journal journal();

  static Journal on(DataSource database) {
    Flyway.configure().dataSource(database).load().migrate();
    return new Journal(
        JdbcClient.create(database), new JournalJson(new ObjectMapper()), Clock.systemUTC());
  }

  private static JobRecord think(long instance, @Nullable Long parent, Message... messages) {
    return new JobRecord(
        KEYS.incrementAndGet(), instance, "a", JobType.THINK, parent, "{}", List.of(messages), "");
  }

  @Test
  default void shouldFindWhatWasRecordedWordForWord() {
    String text = "Grüße, 世界, \uD83D\uDC1D, \"quotes\" and \\ and\nlines ".repeat(5_000);
    JobRecord record =
        new JobRecord(
            KEYS.incrementAndGet(),
            KEYS.incrementAndGet(),
            "researcher",
            JobType.TOOL,
            null,
            "{\"variables\":{}}",
            List.of(
                Message.assistant(text, List.of(new ToolRequest("c1", "read", "{\"broken\": "))),
                Message.tool("c1", text)),
            text);

    journal().record(record);

    assertThat(journal().find(record.jobKey())).contains(record);
    assertThat(journal().get(record.ref())).isEqualTo(record);
  }

  @Test
  default void shouldKeepTextWithZeroBytesThoughNotTheZeroBytes() {
    JobRecord record =
        new JobRecord(
            KEYS.incrementAndGet(),
            1,
            "a",
            JobType.TOOL,
            null,
            "{}",
            List.of(Message.tool("c1", "a\0b")),
            "a\0b");

    journal().record(record);

    assertThat(journal().get(record.ref()).content()).isEqualTo("a\uFFFDb");
    assertThat(journal().get(record.ref()).messages()).containsExactly(Message.tool("c1", "a\0b"));
  }

  @Test
  default void shouldKeepTheFirstRecordOfAJob() {
    JobRecord first = think(1, null, Message.user("first"));
    JobRecord second =
        new JobRecord(
            first.jobKey(), 1, "a", JobType.THINK, null, "{\"late\":1}", List.of(), "late");

    assertThat(journal().record(first)).isEqualTo(first);
    assertThat(journal().record(second)).isEqualTo(first);
  }

  @Test
  default void shouldLetOneOfManyAttemptsAtTheSameTimeWin() throws Exception {
    long key = KEYS.incrementAndGet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JobRecord>> attempts =
          IntStream.range(0, 16)
              .<Callable<JobRecord>>mapToObj(
                  number ->
                      () ->
                          journal()
                              .record(
                                  new JobRecord(
                                      key, 1, "a", JobType.PLAN, null, "" + number, List.of(), "")))
              .toList();
      var outcomes =
          threads.invokeAll(attempts).stream().map(done -> done.resultNow().outcome()).distinct();

      assertThat(outcomes).hasSize(1);
    }
  }

  @Test
  default void shouldGoBackFromARecordToTheBeginningOfItsConversation() {
    long instance = KEYS.incrementAndGet();
    JobRecord first = journal().record(think(instance, null, Message.user("1")));
    JobRecord second = journal().record(think(instance, first.jobKey(), Message.user("2")));
    journal()
        .record(think(instance, first.jobKey(), Message.user("left by a token that was moved")));
    JobRecord third = journal().record(think(instance, second.jobKey(), Message.user("3")));

    assertThat(journal().conversation(third.ref()))
        .containsExactly(Message.user("1"), Message.user("2"), Message.user("3"));
    assertThat(journal().conversation(null)).isEmpty();
  }

  @Test
  default void shouldSayThatARecordIsMissingAndWhatMayBeWrong() {
    for (String ref : List.of("12345", "not a key")) {
      assertThatThrownBy(() -> journal().get(ref))
          .isInstanceOf(MissingRecordException.class)
          .hasMessageContaining("'" + ref + "'")
          .hasMessageContaining("spring.datasource.url");
    }
    assertThatThrownBy(() -> journal().conversation("12345"))
        .isInstanceOf(MissingRecordException.class);
  }
}
