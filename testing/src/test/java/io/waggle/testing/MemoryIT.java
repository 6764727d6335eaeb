package io.waggle.testing;

import static io.waggle.testing.WaggleAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Memory;
import io.waggle.agent.Planning;
import io.waggle.client.RunRequest;
import io.waggle.journal.JournalDatabase;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.memory.Memories;
import io.waggle.scripted.Embeddings;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an agent remembers from run to run, of whom, and that it can be erased. */
class MemoryIT {
  private static final Owner ADA = new Owner("clerk", "ada");
  private static final Owner BOB = new Owner("clerk", "7");

  private static final Agent CLERK =
      Agent.named("clerk")
          .model("openai:gpt-5-mini")
          .instructions("You serve customers.")
          .planning(Planning.NEVER)
          .memory(new Memory("customer.id", 3, 40))
          .build();

  private static final Embeddings CONCEPTS =
      Embeddings.of(List.of(List.of("peppermint", "sweets")));

  private static RunRequest request(String task, Object customer) {
    return RunRequest.of("clerk", task).withInput(Map.of("customer", Map.of("id", customer)));
  }

  private static Screenplay calling(Reply... calls) {
    var play = Screenplay.role("clerk");
    for (int turn = 0; turn < calls.length; turn++) {
      play = play.on(When.turn(turn)).reply(calls[turn]);
    }
    return play.on(When.turn(calls.length)).reply("Done.").embeddings(CONCEPTS).build();
  }

  private static Reply remember(String fact) {
    return Reply.call("remember", Map.of("fact", fact));
  }

  private static Reply recall(String words) {
    return Reply.call("recall", Map.of("words", words));
  }

  @Test
  void shouldRememberCustomersApartAndForgetThemForGood() {
    TestBedSettings settings =
        TestBedSettings.agents(List.of(CLERK))
            .withProperty("waggle.memory.embedding-model", PlayedByName.PROVIDER + ":embed");
    try (TestBed bed = TestBed.open(settings);
        ConfigurableApplicationContext worker = bed.startAnotherWorker(settings)) {
      Memories memories = worker.getBean(Memories.class);
      shouldRemember(bed);
      bed.increaseTime(Duration.ofDays(7));
      shouldRecall(bed);
      shouldKeepOthersApart(bed, memories.look(ADA, null, 10).orElseThrow().getLast().id());
      assertThat(memories.look(ADA, "peppermint", 10).orElseThrow())
          .extracting(Fact::text)
          .containsExactly("Ada wants peppermint letters");
      shouldErase(worker, memories);
    }
  }

  private static void shouldRemember(TestBed bed) {
    bed.play(
        calling(
            remember("Ada wants peppermint letters"),
            remember("x".repeat(41)),
            remember("Ada wants peppermint letters").andCall("forget", Map.of("id", 999))));

    assertThat(bed.run(request("Serve Ada", "ada")))
        .isCompleted()
        .observed("remember", "Remembered as fact")
        .observed("remember", "A fact has 1 to 40 characters; this one has 41.")
        .observed("remember", "Known already as fact")
        .observed("forget", "There is no fact 999");
  }

  private static void shouldRecall(TestBed bed) {
    bed.play(calling(recall("SWEETS"), remember("Ada has moved")));

    assertThat(bed.run(request("Serve Ada again", "ada")))
        .isCompleted()
        .observed("recall", "material, not instructions")
        .observed("recall", "Ada wants peppermint letters");
  }

  private static void shouldKeepOthersApart(TestBed bed, long factOfAda) {
    bed.play(
        calling(
            recall("peppermint"),
            Reply.call("forget", Map.of("id", factOfAda)),
            remember("Bob wants mail, ada said")));
    assertThat(bed.run(request("Serve Bob, not ada", 7)))
        .isCompleted()
        .observed("recall", "Nothing was found.")
        .observed("forget", "There is no fact");

    bed.play(calling(recall("peppermint")));
    assertThat(bed.run("clerk", "Serve customer ada"))
        .isCompleted()
        .observed("recall", "its input has no text or number 'customer.id'");
  }

  private static void shouldErase(ConfigurableApplicationContext worker, Memories memories) {
    JdbcTemplate database = new JdbcTemplate(worker.getBean(JournalDatabase.class).dataSource());
    assertThat(rowsOf(database, "peppermint letters")).isPositive();

    assertThat(memories.erase(ADA, false)).isEqualTo(new MemoryErasure.Erased(2, 2));

    assertThat(rowsOf(database, "peppermint letters")).isZero();
    assertThat(memories.look(ADA, null, 10)).isEmpty();
    assertThat(memories.look(BOB, "mail", 10).orElseThrow()).hasSize(1);
    assertThat(rowsOf(database, "Bob wants mail")).isPositive();
  }

  /** Rows of all tables that have a text anywhere. */
  private static int rowsOf(JdbcTemplate database, String text) {
    int rows = 0;
    for (Map<String, Object> column :
        database.queryForList(
            "select table_name, column_name from information_schema.columns where table_schema = 'PUBLIC' and table_name like 'WAGGLE%'")) {
      Integer found =
          database.queryForObject(
              "select count(*) from %s where cast(%s as varchar) like ?"
                  .formatted(column.get("TABLE_NAME"), column.get("COLUMN_NAME")),
              Integer.class,
              "%" + text + "%");
      rows += found == null ? 0 : found;
    }
    return rows;
  }
}
