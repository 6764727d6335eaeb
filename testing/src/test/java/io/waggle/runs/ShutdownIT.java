package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.JobType;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What becomes of jobs on the way when a worker is stopped. */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownIT {

  static final class Slow {
    private final CountDownLatch called = new CountDownLatch(1);

    @Tool(description = "Takes for ever.", effect = Effect.READ)
    String dawdle() throws InterruptedException {
      called.countDown();
      new CountDownLatch(1).await();
      return "never";
    }

    boolean isCalled() {
      return called.getCount() == 0;
    }
  }

  @Test
  void shouldHandBackAJobThatDoesNotEndWithItsRetriesIntact() {
    Slow slow = new Slow();
    Agent agent =
        Agent.named("worker")
            .model("play:worker")
            .instructions("You are worker.")
            .tools(slow)
            .planning(Planning.NEVER)
            .build();
    try (TestBed bed = TestBed.holding(List.of(agent))) {
      bed.play(
          Screenplay.role("worker").on(When.ALWAYS).reply(Reply.call("dawdle", Map.of())).build());
      bed.start(Map.of("agent", "worker", "task", "Dawdle"));
      await().atMost(TestBed.PATIENCE).until(slow::isCalled);

      bed.stopWorker();

      assertThat(bed.records().failedJobs())
          // An engine that is quick hands it out once more before the worker is gone.
          .isNotEmpty()
          .allSatisfy(
              job -> {
                assertThat(job.type()).isEqualTo("worker.tool");
                assertThat(job.retries()).isEqualTo(JobType.TOOL.retries());
                assertThat(job.backoff()).isZero();
                assertThat(job.message()).contains("stopped");
              });
    }
  }

  @Test
  void shouldNotMakeAJobWaitForAPauseThatNobodyIsThereToEnd(CapturedOutput output) {
    Agent agent =
        Agent.named("worker")
            .model("play:worker")
            .instructions("You are worker.")
            .planning(Planning.NEVER)
            .build();
    try (TestBed bed = TestBed.holding(List.of(agent))) {
      bed.play(
          Screenplay.role("worker")
              .on(When.ALWAYS)
              .fault(Fault.status(429).retryAfter(Duration.ofHours(1)))
              .reply("Never.")
              .build());
      bed.start(Map.of("agent", "worker", "task", "Try"));
      await().atMost(TestBed.PATIENCE).until(() -> output.getOut().contains("worker.think"));
      assertThat(bed.records().failedJobs())
          .as("known to the engine while the worker waits")
          .isEmpty();

      bed.stopWorker();

      assertThat(bed.records().failedJobs())
          .allMatch(job -> job.retries() == JobType.THINK.retries() - 1)
          .first()
          .satisfies(
              job -> {
                assertThat(job.backoff()).as("the engine may lose it").isZero();
                assertThat(job.message()).contains("429");
              });
    }
  }
}
