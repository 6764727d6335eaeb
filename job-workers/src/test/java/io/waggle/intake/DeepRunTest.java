package io.waggle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Caller;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.engine.EngineFixture;
import io.waggle.engine.EngineJob;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.Place;
import io.waggle.journal.Claim;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RegistryFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the run of a sub-agent is, which another run has asked. */
class DeepRunTest {
  private static final Agent AGENT =
      Agent.named("reader").model("play:any").instructions("Read.").build();

  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final EngineFixture engine = new EngineFixture(journal);
  private final AcceptWorker accept =
      AcceptWorker.of(
          new CallingRuns(
              journal.journal(),
              journal.families(),
              journal.runs(),
              instance -> {
                throw new IllegalStateException("The journal knows who called.");
              },
              engine.connected()),
          journal.journal(),
          journal.runs(),
          journal.forks(),
          engine.instances(),
          engine.connected());

  @BeforeEach
  void begin() {
    journal.runs().enter(new NamedRun("top", "boss", "asked", 1, "engine", 1, false), "");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /** A call that hands a task over to a process. */
  private void handOver(String call, String process) {
    JournaledJob job =
        new JournaledJob(
            new JobAddress("top", Paths.handOver(call)),
            "",
            1,
            "boss",
            JobType.HAND_OVER,
            2,
            1,
            null);
    var granted = (Claim.Granted) journal.journal().claim(job, 3, "worker");
    journal.journal().record(new JobRecord(job, null, "{}", List.of(), process), granted.intent());
  }

  private Place place(String call, long instance) {
    ObjectMapper mapper = new ObjectMapper();
    return accept.place(
        new EngineJob(AGENT, instance + 1, instance, Set.of()),
        new Start(
            mapper.valueToTree("Read it."),
            null,
            null,
            null,
            null,
            null,
            null,
            mapper.valueToTree(new Caller("top", call, 1))));
  }

  private static String call(int characters) {
    String last = "/s1/t1/c1";
    return "p" + "1".repeat(characters - last.length() - 1) + last;
  }

  @Test
  void shouldBeBelowTheCallThatAskedIt() {
    handOver("p1/s1/t1/c2", Models.AGENT);

    assertThat(place("p1/s1/t1/c2", 10))
        .isEqualTo(new Place("top", 1, "p1/s1/t1/c2/", "p1/s1/t1/c2/accept", null));
  }

  @Test
  void shouldBeToldFromOthersThatTheSameProcessAsksTheSame() {
    handOver("p1/s1/t1/c2", "my-process");
    Place first = place("p1/s1/t1/c2", 10);
    JournaledJob begun =
        new JournaledJob(
            new JobAddress("top", first.path()),
            first.scope(),
            1,
            "reader",
            JobType.ACCEPT,
            11,
            10,
            null);
    journal.journal().claim(begun, 3, "worker");

    Place second = place("p1/s1/t1/c2", 20);

    assertThat(first.scope()).matches("p1/s1/t1/c2/x[0-9a-f]{8}\\.1/");
    assertThat(second.scope()).matches("p1/s1/t1/c2/x[0-9a-f]{8}\\.2/");
    assertThat(place("p1/s1/t1/c2", 10)).isEqualTo(first);
  }

  @Test
  void shouldBeRefusedInASentenceWhereItsJobsWouldFindNoPlace() {
    String last = call(Paths.LONGEST_SCOPE - 1);
    String tooDeep = call(Paths.LONGEST_SCOPE);
    handOver(last, Models.AGENT);
    handOver(tooDeep, Models.AGENT);

    assertThat(place(last, 10).scope()).hasSize(Paths.LONGEST_SCOPE);
    assertThatThrownBy(() -> place(tooDeep, 20))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("too far below the run at the top")
        .hasMessageContaining("at most 300");
  }
}
