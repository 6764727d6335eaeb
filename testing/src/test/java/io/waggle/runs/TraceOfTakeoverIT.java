package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.client.GateTask;
import io.waggle.client.ReplayRequest;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.client.TaskFilter;
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
        assertThat(
                steps(bed.bean(MeterRegistry.class)) + steps(second.getBean(MeterRegistry.class)))
            .as("counted by the worker that did it, and not by the one that delivered it")
            .isEqualTo(1);
      }
    }
  }

  private static long steps(MeterRegistry registry) {
    return registry.find("waggle.step.duration").timers().stream().mapToLong(Timer::count).sum();
  }

  /** No job of theirs ends them: they end with their run. */
  @Test
  void shouldTellOfWhatWasUnderWayWhenTheRunWasCancelled() {
    try (TestBed bed = TestBed.open(TracedRuns.settings(receiver.endpoint()))) {
      bed.play(TracedRuns.screenplay());
      TestRun run = bed.start("boss", TracedRuns.TASK);
      bed.person("ada").isAsked(run, GateKind.TOOL_CALL);

      bed.client().cancel(run.id(), new Cancellation(false, "not needed"));
      run.awaitEnd();

      Received root = receiver.awaitSpan(span -> span.name().equals("invoke_agent boss"));
      assertThat(root.attributes()).containsEntry("waggle.run.outcome", "cancelled");
      Received gate = receiver.awaitSpan(span -> span.name().equals("gate toolCall"));
      assertThat(gate.attributes())
          .containsEntry("waggle.gate.kind", "toolCall")
          .containsEntry("waggle.gate.action", "cancelled")
          .containsEntry("waggle.path", "p1/s3/t1/c1/approve");
      Received step =
          receiver.awaitSpan(span -> span.name().equals("step") && span.id().equals(gate.parent()));
      assertThat(step.attributes()).containsEntry("waggle.step.status", "cancelled");
      assertThat(step.parent()).isEqualTo(root.id());
      assertThat(step.ended()).isGreaterThanOrEqualTo(gate.begun());
      assertThat(receiver.spans())
          .filteredOn(span -> "cancelled".equals(span.attributes().get("waggle.step.status")))
          .as("steps that had ended keep their own")
          .hasSize(1);
      assertThat(receiver.spans()).extracting(Received::id).doesNotHaveDuplicates();
    }
  }

  /** What it is given from the journal was done once, and told when it was. */
  @Test
  void shouldGoOnWithTheTraceOfARunThatIsRecreated() {
    try (TestBed bed = TestBed.open(TracedRuns.settings(receiver.endpoint()))) {
      bed.play(TracedRuns.screenplay());
      TestRun run = bed.start(RunRequest.of("boss", TracedRuns.TASK).id("refund-4711"));
      bed.person("ada").isAsked(run, GateKind.TOOL_CALL);
      receiver.awaitSpan(span -> span.name().equals("invoke_agent intern"));
      bed.client().terminate(run.id());

      RunHandle again = bed.client().replay(ReplayRequest.of("refund-4711", "boss"));
      GateTask open =
          await()
              .atMost(TestBed.PATIENCE)
              .until(
                  () -> bed.client().tasks(TaskFilter.ofRun(Long.toString(again.key()))),
                  tasks -> tasks.size() == 1)
              .getFirst();
      bed.person("ada").decides(open, Decision.of(Action.APPROVE));

      assertThat(again.await(TestBed.PATIENCE).outcome()).isEqualTo(Outcome.COMPLETED);
      receiver.awaitSpan(span -> span.name().equals("invoke_agent boss"));
      await().atMost(TestBed.PATIENCE).until(() -> receiver.spans().size() >= 18);
      assertThat(receiver.spans()).extracting(Received::id).doesNotHaveDuplicates().hasSize(18);
      assertThat(receiver.spans())
          .extracting(Received::trace)
          .containsOnly(receiver.spans().getFirst().trace());
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
