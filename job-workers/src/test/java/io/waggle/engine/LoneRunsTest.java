package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.journal.Claim;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.RegistryFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of processes, each of which is a run: whose it is, and how long it is kept. */
class LoneRunsTest {
  private static final long JOB = 7;
  private static final long PROCESS_INSTANCE = 70;
  private static final Agent AGENT =
      Agent.named("a").model("play:any").instructions("Be fair.").build();

  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final EngineFixture engine = new EngineFixture(journal);
  private final LoneRuns lone = new LoneRuns(journal.runs(), engine.connected());

  /** What is asked. */
  private record Question(String prompt) {}

  @AfterEach
  void close() {
    engine.close();
  }

  private Place place(String name, String prompt) {
    return place(JobType.ANSWER, name, prompt);
  }

  private Place place(JobType type, String name, String prompt) {
    return lone.place(
        new EngineJob(AGENT, JOB, PROCESS_INSTANCE, Set.of()),
        new LoneRuns.Request(type.verb(), name, prompt, new Question(prompt)));
  }

  private JournaledJob job(Place place) {
    return new JournaledJob(
        new JobAddress(place.run(), "answer"),
        "",
        1,
        AGENT.name(),
        JobType.ANSWER,
        JOB,
        PROCESS_INSTANCE,
        null);
  }

  private Claim.Granted begin(Place place) {
    return (Claim.Granted) journal.journal().claim(job(place), 3, "worker");
  }

  private void answer(Place place) {
    Claim.Granted granted = begin(place);
    assertThat(
            journal
                .journal()
                .record(new JobRecord(job(place), null, "{}", List.of(), ""), granted.intent()))
        .isTrue();
  }

  @Test
  void shouldKnowAJobAgainAndLetItBeCorrectedUntilThereIsAnAnswer() {
    Place first = place("", "Who was it?");
    NamedRun asked = journal.runs().find(first.run()).orElseThrow();

    assertThat(place("", "Who was it?")).isEqualTo(first);
    assertThat(place("", "Who was it really?")).isEqualTo(first);
    assertThat(journal.runs().find(first.run()).orElseThrow().request())
        .isNotEqualTo(asked.request());

    answer(first);
    assertThat(place("", "Who was it really?")).as("completes with the answer").isEqualTo(first);
  }

  @Test
  void shouldNotGiveTheAnswerOfAnotherJobThatHadItsKey() {
    Place before = place("", "Who was it?");
    answer(before);

    assertThatThrownBy(() -> place("", "How much is it?"))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("an answer of '%s', the job with the key 7", before.run())
        .hasMessageContaining("restored from a backup")
        .hasMessageContaining("cancel this process instance");
  }

  @Test
  void shouldNotTakeARunWhoseProcessInstanceHadItsKey() {
    NamedRun run = new NamedRun("refund-1", "a", "asked", 1, engine.connected().mark(), JOB, false);
    journal.runs().enter(run, "Pay it back.");

    assertThatThrownBy(() -> place("", "Who was it?"))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("the key 7 to the job of 'answer-7-")
        .hasMessageContaining("the run 'refund-1' had it before");
    assertThat(journal.runs().find("refund-1")).as("as it was").contains(run);
  }

  @Test
  void shouldNotTakeAnotherCallThatHadItsKey() {
    Place before = place("who-1", "Who was it?");

    assertThatThrownBy(() -> place("who-2", "Who was it?"))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("another call, 'who-1' had it before")
        .hasMessageContaining("put it back");
    assertThatThrownBy(() -> place(JobType.CALL, "", "Who was it?"))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("another call, 'who-1' had it before");
    assertThat(journal.runs().find("who-2")).isEmpty();
    assertThat(place("who-1", "Who was it?")).isEqualTo(before);
  }

  /** It may be in an incident, and a tool that acts only once may have acted. */
  @Test
  void shouldBeKeptForAsLongAsItsProcessGoesOn() {
    Place waiting = place("", "Who was it?");
    assertThat(begin(waiting).intent().inDoubt()).isFalse();
    engine.begin(PROCESS_INSTANCE);

    try (Retention retention =
        new Retention(
            journal.runs(), engine.instances(), engine.connected(), Duration.ofDays(30))) {
      Instant later = Instant.now().plus(Duration.ofDays(1));
      assertThat(retention.purge(later)).isZero();

      engine.end(PROCESS_INSTANCE);
      assertThat(retention.purge(later)).isEqualTo(1);
    }
  }

  @Test
  void shouldBeMissedWhereNoWorkerHoldsItsAgentAnyMore() {
    Place waiting = place("", "Who was it?");
    assertThat(begin(waiting).intent().inDoubt()).isFalse();
    engine.begin(PROCESS_INSTANCE);

    try (AgentsWithoutWorker missing =
        new AgentsWithoutWorker(journal.held(), engine.instances(), engine.connected())) {
      missing.look();
      assertThat(missing.notice())
          .hasValueSatisfying(notice -> assertThat(notice).contains("'a'", waiting.run()));

      engine.end(PROCESS_INSTANCE);
      missing.look();
      assertThat(missing.notice()).isEmpty();
    }
  }
}
