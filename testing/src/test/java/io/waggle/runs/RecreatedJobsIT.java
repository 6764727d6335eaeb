package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.embedded.ElementRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A job whose work is under way when the engine makes it anew under another key, as a broker does
 * that died before its log had the job.
 */
class RecreatedJobsIT {

  static final class Till {
    private final AtomicInteger payments = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    @Tool(description = "Pays.")
    String pay() throws InterruptedException {
      payments.incrementAndGet();
      open.await();
      return "paid";
    }
  }

  private static Agent payer(Till till) {
    return Agent.named("payer")
        .model("play:payer")
        .instructions("You are payer.")
        .tools(till)
        .planning(Planning.NEVER)
        .build();
  }

  private static TestRun start(TestBed bed, Screenplay play) {
    bed.play(play);
    return bed.start(Map.of("agent", "payer", "task", "Pay"));
  }

  private static void makeAnew(TestBed bed, String element) {
    ElementRecord job = bed.records().active(element).getFirst();
    bed.camunda()
        .newModifyProcessInstanceCommand(job.processInstance())
        .activateElement(element, job.scope())
        .and()
        .terminateElement(job.key())
        .send()
        .join();
  }

  @Test
  void shouldNotCallAToolAgain() {
    Till till = new Till();
    try (TestBed bed = TestBed.holding(List.of(payer(till)))) {
      TestRun run =
          start(
              bed,
              Screenplay.role("payer")
                  .on(When.turn(0))
                  .reply(Reply.call("pay", Map.of()))
                  .on(When.turn(1).toolResult("paid"))
                  .reply("It is paid.")
                  .build());
      await().atMost(TestBed.PATIENCE).until(() -> till.payments.get() == 1);

      makeAnew(bed, "RunTool");
      till.open.countDown();

      assertThat(run.awaitEnd().variables()).containsEntry("result", "It is paid.");
      assertThat(till.payments).hasValue(1);
    }
  }

  @Test
  void shouldNotAskTheModelAgain() {
    HeldTurn held = new HeldTurn();
    try (TestBed bed =
        TestBed.open(
            TestBedSettings.agents(List.of(payer(new Till()))).withBean("heldTurn", held))) {
      TestRun run = start(bed, Screenplay.role("payer").otherwise("Paid long ago.").build());
      await().atMost(TestBed.PATIENCE).until(() -> bed.model().counts().total() == 1);

      long first = bed.records().active("Think").getFirst().key();
      makeAnew(bed, "Think");
      await() // while the turn is held, the new job comes to the worker
          .atMost(TestBed.PATIENCE)
          .pollDelay(Duration.ofSeconds(1))
          .until(() -> bed.records().active("Think").getFirst().key() != first);
      held.close();

      assertThat(run.awaitEnd().variables()).containsEntry("result", "Paid long ago.");
      assertThat(bed.model().counts().total()).isEqualTo(1);
    }
  }
}
