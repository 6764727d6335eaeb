package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A worker has taken the job of a tool when the run is cancelled, and has not begun it. */
class LateCallIT {

  /** A bank. */
  static final class Bank {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Pays.", effect = Effect.ONCE, undo = "refund")
    String pay() {
      log.add("pay");
      return "paid";
    }

    void refund() {
      log.add("refund");
    }
  }

  /** Holds the job of a tool up before it is begun. */
  private static final class SlowStart implements JobListener {
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch begins = new CountDownLatch(1);

    @Override
    public void on(JobMoment moment, JobType type, AgentJob job) {
      if (moment == JobMoment.CLAIMED && type == JobType.TOOL) {
        taken.countDown();
        try {
          begins.await();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Test
  void shouldNotBeginACallOnceWhatTheRunDidIsBeingUndone() throws Exception {
    Bank bank = new Bank();
    SlowStart slow = new SlowStart();
    Agent payer =
        Agent.named("payer")
            .model("play:payer")
            .instructions("You are payer.")
            .tools(bank)
            .planning(Planning.NEVER)
            .build();
    try (TestBed bed =
        TestBed.open(TestBedSettings.agents(List.of(payer)).withBean("slowStart", slow))) {
      bed.play(
          Screenplay.role("payer").on(When.turn(0)).reply(Reply.call("pay", Map.of())).build());
      TestRun run = bed.start("payer", "Pay it");
      slow.taken.await();

      bed.client().cancel(run.id(), new Cancellation(true, "withdrawn"));

      await()
          .atMost(TestBed.PATIENCE)
          .until(
              () ->
                  bed.records().failedJobs().stream()
                      .anyMatch(job -> job.type().equals("payer.find-undo")));
      slow.begins.countDown();
      assertThat(run.awaitEnd().variables())
          .containsEntry("outcome", "cancelled")
          .containsEntry("undone", 0);
      assertThat(bank.log).isEmpty();
    }
  }
}
