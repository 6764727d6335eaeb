package io.waggle.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Steering;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.Claim;
import io.waggle.journal.Intent;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RegistryFixture;
import io.waggle.journal.Runs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a turn hears that begins after people said something. */
class RunGuidanceTest {
  private static final Run TOP = Runs.named("top");
  private static final String SCOPE = "p1/s1/t1/c1/";
  private static final Run BELOW = Runs.in("top", SCOPE);

  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final RunGuidance guidance =
      new RunGuidance(journal.journal(), new ObjectMapper(), Duration.ofSeconds(5));
  private int jobs;

  @BeforeEach
  void begin() {
    journal.runs().enter(new NamedRun("top", "a", "asked", 1, "engine", 1, false), "");
  }

  private JournaledJob job(String scope, String path, JobType type) {
    return new JournaledJob(new JobAddress("top", path), scope, 1, "a", type, ++jobs, 1, null);
  }

  private Intent claimed(JournaledJob job) {
    return ((Claim.Granted) journal.journal().claim(job, 3, "worker")).intent();
  }

  /** What a turn that begins now knows of. */
  private long said() {
    return claimed(job("", "p1/s1/t" + (jobs + 1), JobType.THINK)).said();
  }

  private void say(String scope, Steering steering) {
    JournaledJob job = job(scope, Paths.steer(scope, "say-" + (jobs + 1)), JobType.STEER);
    Intent intent = claimed(job);
    journal
        .journal()
        .record(new JobRecord(job, null, "{}", List.of(), guidance.write(steering)), intent);
  }

  private static Steering guide(String text) {
    return new Steering(Steering.Action.GUIDE, text, null, null);
  }

  private static Steering of(Steering.Action action) {
    return new Steering(action, null, null, null);
  }

  private List<String> heard(Run run, long said) {
    return guidance.unlessPaused(run, said).stream().map(Guidance::text).toList();
  }

  @Test
  void shouldBeHeardByEachTurnThatBeginsAfterIt() {
    long before = said();
    assertThat(heard(TOP, before)).isEmpty();

    say("", guide("Be brief."));
    say(SCOPE, guide("Read the appendix."));

    assertThat(heard(TOP, said())).containsExactly("Be brief.");
    assertThat(heard(BELOW, said())).containsExactly("Be brief.", "Read the appendix.");
    assertThat(heard(TOP, before)).as("not read again for a turn of before").isEmpty();
  }

  @Test
  void shouldHoldTurnsWhileARunIsPaused() {
    say("", of(Steering.Action.PAUSE));
    assertThatThrownBy(() -> heard(TOP, said())).isInstanceOf(OnHoldException.class);
    assertThatThrownBy(() -> heard(BELOW, said())).isInstanceOf(OnHoldException.class);

    say("", of(Steering.Action.RESUME));
    assertThat(heard(BELOW, said())).isEmpty();
  }

  /** Those that came before it may be filed after it. */
  @Test
  void shouldHoldTurnsThatBeginWhileSomethingIsBeingFiled() {
    assertThat(heard(TOP, said())).isEmpty();
    JournaledJob job = job("", Paths.steer("", "slow"), JobType.STEER);
    Intent saying = claimed(job);

    long meanwhile = said();
    assertThatThrownBy(() -> heard(TOP, meanwhile))
        .isInstanceOf(OnHoldException.class)
        .hasMessageContaining("is being recorded");

    journal
        .journal()
        .record(
            new JobRecord(job, null, "{}", List.of(), guidance.write(guide("At last."))), saying);
    assertThat(heard(TOP, said())).containsExactly("At last.");
  }
}
