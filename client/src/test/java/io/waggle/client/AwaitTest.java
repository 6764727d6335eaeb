package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class AwaitTest extends WithCluster {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void shouldWaitForTheEndAndGiveTheWholeResult() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    String text = "long ".repeat(4000);

    var waiting =
        CompletableFuture.supplyAsync(
            () -> client(cluster).await(Story.NAME, SOON), Thread::startVirtualThread);
    cluster.end(Story.RUN, "COMPLETED");
    Story.end(cluster, text);

    assertThat(waiting.join())
        .isEqualTo(
            new RunResult(
                Story.NAME,
                Story.RUN,
                RunState.COMPLETED,
                Outcome.COMPLETED,
                text,
                new Usage(9, 2, 3, 4),
                "j-1",
                List.of()));
  }

  @Test
  void shouldHaveTheDecisionsOfPeople() {
    FakeCluster cluster = Story.started(open(new FakeCluster())).end(Story.RUN, "COMPLETED");
    var decision =
        new TakenDecision(
            GateKind.TOOL_CALL,
            "send_mail",
            Action.REJECT,
            "ada",
            false,
            "2026-11-21T08:30:00Z",
            "not to customers",
            null,
            null,
            null,
            null,
            "j-7");
    cluster.variable(Story.RUN, Story.RUN, "decisions", List.of(decision));
    Story.end(cluster, "Done.");

    assertThat(client(cluster).await(Story.NAME, SOON).decisions()).containsExactly(decision);
  }

  @Test
  void shouldWaitThroughARestart() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    cluster.failWith(503);

    var waiting =
        CompletableFuture.supplyAsync(
            () -> client(cluster).await(Story.NAME, SOON), Thread::startVirtualThread);
    CompletableFuture.runAsync(
        () -> {
          Story.end(cluster.end(Story.RUN, "COMPLETED"), "Done.");
          cluster.failWith(0);
        },
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS, Thread::startVirtualThread));

    assertThat(waiting.join().text()).isEqualTo("Done.");
  }

  @Test
  void shouldWaitForARunThatTheClusterShowsLate() {
    FakeCluster cluster = Story.started(open(new FakeCluster())).end(Story.RUN, "COMPLETED");
    Story.end(cluster, "Done.");
    cluster.behindUntil(Instant.now().plusSeconds(2));

    assertThat(client(cluster).await(Story.NAME, SOON).text()).isEqualTo("Done.");
  }

  @Test
  void shouldSayWhereARunStandsThatIsLate() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);

    AgentClientException failure =
        catchThrowableOfType(
            AgentClientException.class,
            () -> client(cluster).await(Story.NAME, Duration.ofMillis(300)));

    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(failure)
        .hasMessage(
            "Run compare-4 did not end within 300ms and goes on; it was last seen working on 'Read both'.");
  }

  @Test
  void shouldReportEveryChangeOnce() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    List<String> changes = new ArrayList<>();

    client(cluster)
        .await(
            Story.NAME,
            SOON,
            status -> {
              changes.add(status.standing());
              if (changes.size() == 1) {
                Story.workOnFirstStep(cluster);
              } else {
                Story.end(cluster.end(Story.RUN, "COMPLETED"), "Done.");
              }
            });

    assertThat(changes).containsExactly("started", "working on 'Read both'", "ended: completed");
  }
}
