package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import io.waggle.runs.SpanReceiver.Received;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Workers and receivers that are not there when they are wanted. */
class TraceOfTakeoverIT {
  private final SpanReceiver receiver = new SpanReceiver();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void close() {
    open.countDown();
    receiver.close();
  }

  /** Stands still when the journal has the answer, before the engine is told. */
  private void hold(JobMoment moment, JobType type, AgentJob job) {
    if (moment == JobMoment.RECORDED && type == JobType.THINK) {
      held.countDown();
      try {
        open.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The second worker never asked the model: it has the span from the journal. */
  @Test
  void shouldGiveASpanThatTwoWorkersSendTheSameId() throws Exception {
    JobListener holding = this::hold;
    TestBedSettings settings = TracedRuns.settings(receiver.endpoint());
    try (TestBed bed = TestBed.open(settings.withBean("holding", holding))) {
      bed.play(TracedRuns.screenplay());
      TestRun run = bed.start("intern", TracedRuns.TASK);
      held.await();
      try (ConfigurableApplicationContext second = bed.startAnotherWorker(settings)) {
        assertThat(second.isActive()).isTrue();
        run.awaitEnd();
        receiver.awaitSpan(span -> span.name().equals("invoke_agent intern"));
        Received sent = receiver.awaitSpan(span -> span.name().equals("chat intern"));

        open.countDown();

        Received again =
            receiver.awaitSpan(
                span -> span.name().equals("chat intern") && !span.worker().equals(sent.worker()));
        assertThat(again.id()).isEqualTo(sent.id());
        assertThat(again.trace()).isEqualTo(sent.trace());
        assertThat(again.parent()).isEqualTo(sent.parent()).isNotEmpty();
        assertThat(again.attribute("gen_ai.usage.input_tokens"))
            .isEqualTo(sent.attribute("gen_ai.usage.input_tokens"))
            .isEqualTo("90");
        assertThat(bed.model().counts().total()).isEqualTo(1);
      }
    }
  }

  /** One that takes requests and never answers is worse than one that is away. */
  @Test
  void shouldEndAsEverWhereNobodyReceives() {
    receiver.hang();
    Instant ended;
    try (TestBed bed = TestBed.open(TracedRuns.settings(receiver.endpoint()))) {
      bed.play(TracedRuns.screenplay());
      Instant begun = Instant.now();
      for (TestRun run :
          List.of(bed.start("boss", TracedRuns.TASK), bed.start("boss", TracedRuns.TASK))) {
        bed.person("ada").approves(run, GateKind.TOOL_CALL);
        assertThat(run.awaitEnd().variables()).containsEntry("outcome", "completed");
      }
      ended = Instant.now();
      assertThat(Duration.between(begun, ended)).isLessThan(Duration.ofSeconds(30));
    }
    assertThat(Duration.between(ended, Instant.now())).isLessThan(Duration.ofSeconds(15));
    assertThat(receiver.spans()).isEmpty();
  }
}
