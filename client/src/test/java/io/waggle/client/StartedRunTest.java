package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a client has started it follows by name, whichever process instance the run is. */
@Execution(ExecutionMode.CONCURRENT)
class StartedRunTest extends WithCluster {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long FIRST = FakeGateway.RUN;
  private static final long SECOND = FakeGateway.RUN + 1;

  private final FakeGateway gateway = open(new FakeGateway());
  private final FakeCluster cluster = open(new FakeCluster());
  private final AgentClient client = client(gateway, cluster, Duration.ofMillis(500));

  private RunHandle start() {
    return client.start(RunRequest.of("researcher", "Compare the two.").id("bees-7"));
  }

  private static CompletableFuture<RunResult> awaited(RunHandle run) {
    return CompletableFuture.supplyAsync(() -> run.await(SOON), Thread::startVirtualThread);
  }

  private void shows(long key) {
    long frame = frame(key);
    Story.unaccepted(cluster, key, "bees-7");
    cluster.element(frame, key, "Run", "ACTIVE");
  }

  private void accepts(long key, int epoch) {
    Story.accepted(cluster, key, frame(key), "bees-7", epoch);
    cluster.leave(key, "AcceptTask");
  }

  private void ends(long key, String text) {
    cluster
        .variable(key, frame(key), "result", text)
        .variable(key, frame(key), "outcome", Outcome.COMPLETED)
        .end(key, "COMPLETED");
  }

  private static long frame(long key) {
    return key + 1_000_001;
  }

  @Test
  void shouldStartAgainWhatTheEngineForgot() {
    RunHandle run = start();
    gateway.forget(FIRST);
    var result = awaited(run);
    await().atMost(SOON).until(() -> gateway.started().size() == 2);
    shows(SECOND);
    accepts(SECOND, 1);
    ends(SECOND, "Both are good.");

    assertThat(result.join().text()).isEqualTo("Both are good.");
    assertThat(run.key()).isEqualTo(SECOND);
    assertThat(gateway.started().get(1).getVariables())
        .isEqualTo(gateway.started().get(0).getVariables());
  }

  @Test
  void shouldStartAgainWhatIsNotShownToWhomeverAsksForItsStatus() {
    RunHandle run = client(gateway, cluster, Duration.ofSeconds(1)).start("researcher", "Compare.");
    gateway.forget(FIRST);

    var failure = catchThrowableOfType(AgentClientException.class, run::status);

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(gateway.started()).hasSize(2);
  }

  @Test
  void shouldNotStartAgainWhatTheClusterOnlyShowsLate() {
    RunHandle run = start();
    var result = awaited(run);
    await().pollDelay(Duration.ofSeconds(2)).atMost(SOON).until(() -> true);
    shows(FIRST);
    accepts(FIRST, 1);
    ends(FIRST, "Both are good.");

    assertThat(result.join().text()).isEqualTo("Both are good.");
    assertThat(gateway.started()).hasSize(1);
  }

  @Test
  void shouldNotStartAgainWhileTheClusterCannotBeRead() {
    RunHandle run = start();
    gateway.forget(FIRST);
    cluster.failWith(503);
    var result = awaited(run);
    await().pollDelay(Duration.ofSeconds(2)).atMost(SOON).until(() -> true);
    int meanwhile = gateway.started().size();
    shows(FIRST);
    accepts(FIRST, 1);
    ends(FIRST, "It had ended.");
    cluster.failWith(0);

    assertThat(result.join().text()).isEqualTo("It had ended.");
    assertThat(meanwhile).isEqualTo(1);
    assertThat(gateway.started()).hasSize(1);
  }

  @Test
  void shouldTakeNoOtherRunForItsOwnThatGotItsKey() {
    RunHandle run = start();
    Story.unaccepted(cluster, FIRST, "somebody-elses");
    ends(FIRST, "Of another run.");
    var result = awaited(run);
    await().atMost(SOON).until(() -> gateway.started().size() == 2);
    shows(SECOND);
    ends(SECOND, "Of this run.");

    assertThat(result.join().text()).isEqualTo("Of this run.");
  }

  @Test
  void shouldStartWhatIsNeverShownLessAndLessOften() {
    RunHandle run = start();
    for (long key = FIRST; key < FIRST + 50; key++) {
      gateway.forget(key);
    }

    var failure =
        catchThrowableOfType(AgentClientException.class, () -> run.await(Duration.ofSeconds(5)));

    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(gateway.started().size()).isBetween(2, 5);
  }

  @Test
  void shouldNotStartAgainWhatItHasTerminated() {
    RunHandle run = start();
    run.terminate();
    gateway.forget(FIRST);

    catchThrowableOfType(AgentClientException.class, () -> run.await(Duration.ofSeconds(3)));

    assertThat(gateway.started()).hasSize(1);
  }

  @Test
  void shouldShowTheInstanceThatWorksWhereItsOwnWaitsForThat() {
    shows(20);
    accepts(20, 1);
    cluster.element(23, 20, "MakePlan", "ACTIVE");
    RunHandle run = start();
    shows(FIRST);
    RunStatus underWay = run.status();
    var result = awaited(run);
    ends(20, "Both are good.");
    ends(FIRST, "Both are good.");

    assertThat(underWay.standing()).isEqualTo("at 'Make plan'");
    assertThat(result.join().text()).isEqualTo("Both are good.");
    assertThat(result.join().key()).isEqualTo(FIRST);
  }

  /** What was asked under the same name before is another request, which has its own result. */
  @Test
  void shouldNotTakeTheResultOfAnotherRequestForItsOwn() {
    shows(20);
    accepts(20, 1);
    ends(20, "Of another request.");
    RunHandle run = start();
    shows(FIRST);
    cluster.incident(900, FIRST, "Run bees-7 was asked something else.");

    var failure =
        catchThrowableOfType(
            AgentClientException.class, () -> run.await(Duration.ofSeconds(2), status -> {}));

    assertThat(run.status().standing())
        .isEqualTo("standing still because of an incident: Run bees-7 was asked something else.");
    assertThat(failure)
        .hasMessageContaining("Run bees-7 did not end within 2s")
        .hasMessageContaining("was asked something else");
  }

  @Test
  void shouldGoOnWithTheInstanceThatMadeTheRunAnew() {
    RunHandle run = start();
    shows(FIRST);
    accepts(FIRST, 1);
    var result = awaited(run);
    shows(20);
    accepts(20, 2);
    cluster.end(FIRST, "TERMINATED");
    ends(20, "Recreated.");

    assertThat(result.join().text()).isEqualTo("Recreated.");
    assertThat(run.key()).isEqualTo(20);
  }

  @Test
  void shouldEndWithItsOwnInstanceThatNobodyMadeAnew() {
    shows(20);
    accepts(20, 1);
    RunHandle run = start();
    shows(FIRST);
    cluster.end(FIRST, "TERMINATED");

    assertThat(run.await(SOON).state()).isEqualTo(RunState.TERMINATED);
  }

  @Test
  void shouldGoOnWhereTheRunIsMadeAnewOnAnEngineThatHadLostIt() {
    shows(FIRST);
    accepts(FIRST, 1);
    RunHandle run = start();
    var byName = new CompletableFuture<RunStatus>();
    var byHandle = new CompletableFuture<RunStatus>();
    var result =
        CompletableFuture.supplyAsync(
            () -> run.await(SOON, byHandle::complete), Thread::startVirtualThread);
    var named =
        CompletableFuture.supplyAsync(
            () -> client.await("bees-7", SOON, byName::complete), Thread::startVirtualThread);
    byHandle.join();
    byName.join();
    cluster.loseAll();
    shows(20);
    accepts(20, 2);
    ends(20, "Recreated.");

    assertThat(result.join().text()).isEqualTo("Recreated.");
    assertThat(named.join().text()).isEqualTo("Recreated.");
    assertThat(gateway.started()).hasSize(1);
  }

  @Test
  void shouldFollowANameToTheInstanceThatMadeTheRunAnew() {
    shows(10);
    accepts(10, 1);
    var result =
        CompletableFuture.supplyAsync(
            () -> client.await("bees-7", SOON), Thread::startVirtualThread);
    await().pollDelay(Duration.ofSeconds(1)).atMost(SOON).until(() -> true);
    shows(20);
    cluster.end(10, "TERMINATED");
    accepts(20, 2);
    ends(20, "Recreated.");

    assertThat(result.join().text()).isEqualTo("Recreated.");
  }
}
