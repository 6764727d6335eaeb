package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Cancellation;
import io.waggle.embedded.FailedJobRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run is cancelled while a tool of it is at work that takes its time. */
class UndoWaitsIT {

  private static final SlowBank BANK = new SlowBank();
  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named("payer")
                    .model("play:payer")
                    .instructions("You are payer.")
                    .tools(BANK)
                    .planning(Planning.NEVER)
                    .build()));
  }

  @AfterAll
  static void close() {
    BANK.open();
    bed.close();
  }

  @Test
  void shouldWaitForTheToolBeforeItIsUndoneAndSpendNoAttempt() {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("pay", Map.of()).withUsage(100, 20))
            .build());
    TestRun run = bed.start("payer", "Pay it");
    await().atMost(TestBed.PATIENCE).until(() -> BANK.isPaying());

    bed.client().cancel(run.id(), new Cancellation(true, "withdrawn"));

    await().atMost(TestBed.PATIENCE).until(() -> looks().size() > 1);
    assertThat(looks()).allSatisfy(look -> assertThat(look.retries()).isEqualTo(8));
    assertThat(BANK.log()).containsExactly("begin");
    BANK.open();
    assertThat(run.awaitEnd().variables())
        .containsEntry("outcome", "cancelled")
        .containsEntry("undone", 1)
        .extractingByKey("usage", InstanceOfAssertFactories.MAP)
        .containsAllEntriesOf(
            Map.of("llmCalls", 1, "toolCalls", 1, "inputTokens", 100, "outputTokens", 20));
    assertThat(BANK.log()).containsExactly("begin", "pay", "refund");
  }

  private static List<FailedJobRecord> looks() {
    return bed.records().failedJobs().stream()
        .filter(job -> job.type().equals("payer.find-undo"))
        .toList();
  }
}
