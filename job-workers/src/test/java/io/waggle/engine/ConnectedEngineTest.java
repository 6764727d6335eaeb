package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.waggle.journal.RegistryFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By what an engine is told from another one at the same address. */
class ConnectedEngineTest {
  private final FakeEngine engine = new FakeEngine();
  private final CamundaClient camunda = engine.client();
  private final RegistryFixture journal = RegistryFixture.inMemory();

  @AfterEach
  void stop() {
    camunda.close();
    engine.close();
  }

  private ConnectedEngine connected() {
    return FakeEngine.connected(camunda, journal.marks());
  }

  @Test
  void shouldKnowTheEngineAgainForAsLongAsItKeepsItsData() {
    String mark = connected().mark();

    for (int start = 0; start < 3; start++) {
      assertThat(connected().mark()).isEqualTo(mark);
    }
    assertThat(engine.marks()).isEqualTo(1);
  }

  @Test
  void shouldTakeAnEngineThatLostItsDataForAnotherOne() {
    String before = connected().mark();
    engine.loseData();

    String now = connected().mark();

    assertThat(now).isNotEqualTo(before);
    assertThat(connected().mark()).as("the next worker").isEqualTo(now);
    assertThat(engine.marks()).isEqualTo(1);
  }

  @Test
  void shouldKnowAnEngineAgainBesideWhichThereAreOthers() {
    String first = connected().mark();
    try (FakeEngine another = new FakeEngine();
        CamundaClient there = another.client()) {
      String second = FakeEngine.connected(there, journal.marks()).mark();

      assertThat(second).isNotEqualTo(first);
      assertThat(connected().mark()).isEqualTo(first);
      assertThat(FakeEngine.connected(there, journal.marks()).mark()).isEqualTo(second);
    }
  }

  @Test
  void shouldGiveAnEngineOneMarkThoughSeveralWorkersStartAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> starts =
          Collections.nCopies(8, () -> FakeEngine.connected(camunda, journal.marks()).mark());

      List<String> marks =
          threads.invokeAll(starts).stream().map(done -> done.resultNow()).toList();

      assertThat(marks).hasSize(8).containsOnly(marks.getFirst());
      assertThat(engine.marks()).isEqualTo(1);
    }
  }

  @Test
  void shouldWaitForAnEngineThatDoesNotAnswerYet() {
    engine.refuseMessages(2);

    assertThat(connected().mark()).isNotBlank();
  }

  @Test
  void shouldEnterAnEngineAnewThatTookThePlaceOfTheOneBefore() {
    ConnectedEngine connected = connected();
    String before = connected.mark();
    int deployed = engine.deployments();
    engine.loseData();
    assertThat(connected.isStill(before)).as("nothing was noticed yet").isTrue();

    connected.lost();

    assertThat(connected.isStill(before)).isFalse();
    assertThat(connected.mark()).isNotEqualTo(before).isEqualTo(connected.lastMark());
    assertThat(engine.deployments()).as("the processes are deployed to it").isEqualTo(deployed + 1);
    assertThat(connected().mark()).isEqualTo(connected.mark());
  }

  @Test
  void shouldGoOnWithTheSameEngineWhenItIsBack() {
    ConnectedEngine connected = connected();
    String mark = connected.mark();
    int deployed = engine.deployments();

    connected.lost();
    engine.refuseMessages(2);

    assertThat(connected.isStill(mark)).isTrue();
    assertThat(engine.deployments()).isEqualTo(deployed);
    assertThat(connected.isOfAnother(Instant.EPOCH)).as("a job taken long ago").isFalse();
  }

  @Test
  void shouldAskOnceThoughManyJobsWaitForTheAnswer() throws Exception {
    ConnectedEngine connected = connected();
    int deployed = engine.deployments();
    engine.loseData();
    connected.lost();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> jobs =
          IntStream.range(0, 16).<Callable<String>>mapToObj(job -> connected::mark).toList();

      assertThat(threads.invokeAll(jobs).stream().map(done -> done.resultNow()).distinct())
          .hasSize(1);
    }
    assertThat(engine.deployments()).isEqualTo(deployed + 1);
  }

  /** What the engine before had handed out, and the client had not passed on yet. */
  @Test
  void shouldTellJobsThatWereTakenBeforeTheEngineWasReplaced() {
    ConnectedEngine connected = connected();
    Instant taken = Instant.now();
    assertThat(connected.isOfAnother(taken)).isFalse();
    engine.loseData();

    connected.lost();
    connected.mark();

    assertThat(connected.isOfAnother(taken)).isTrue();
    assertThat(connected.isOfAnother(Instant.now().plus(Duration.ofSeconds(1)))).isFalse();
  }

  /** It takes seconds to deploy the processes, and the first of them is known before the last. */
  @Test
  void shouldTakeJobsThatTheNewEngineGivesWhileItIsEntered() {
    ConnectedEngine connected = connected();
    engine.loseData();
    connected.lost();
    Instant given = Instant.now();

    connected.mark();

    assertThat(connected.isOfAnother(given)).isFalse();
  }
}
