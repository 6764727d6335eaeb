package io.waggle.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.journal.BriefJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournaledJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The jobs of a run by their paths, and at which of its gates it waits. */
class JobTreeTest {
  private static final Instant DAY = Instant.parse("2026-11-28T10:00:00Z");

  private final List<BriefJob> jobs = new ArrayList<>();

  private JobTreeTest done(String... paths) {
    for (String path : paths) {
      add(path, true);
    }
    return this;
  }

  private JobTreeTest begun(String path) {
    add(path, false);
    return this;
  }

  private void add(String path, boolean recorded) {
    int number = jobs.size() + 1;
    JournaledJob job =
        new JournaledJob(
            new JobAddress("run", path), "", 1, "clerk", JobType.THINK, number, 1, null);
    Instant at = DAY.plusSeconds(number);
    jobs.add(
        new BriefJob(
            job,
            number,
            null,
            false,
            1,
            false,
            null,
            at,
            recorded ? at : null,
            new Usage(1, 0, 10, 1)));
  }

  private JobTree tree() {
    return JobTree.of(jobs);
  }

  private List<String> open() {
    return Gates.open(tree()).stream().map(JobTree::path).toList();
  }

  @Test
  void shouldOrderStepsAndTurnsByTheirNumbers() {
    done("accept", "p1", "p1/s10/t1", "p1/s2/t10", "p1/s2/t9");

    JobTree plan = Objects.requireNonNull(tree().find("p1"));

    assertThat(plan.numbered("s")).extracting(JobTree::name).containsExactly("s2", "s10");
    assertThat(plan.numbered("s").getFirst().numbered("t"))
        .extracting(JobTree::name)
        .containsExactly("t9", "t10");
  }

  @Test
  void shouldSumUpWhatIsBelow() {
    done("accept", "p1", "p1/s1/t1", "p1/s1/t1/c1/run1", "p1/s1/t2");

    JobTree step = Objects.requireNonNull(tree().find("p1/s1"));

    assertThat(step.usage()).isEqualTo(new Usage(3, 0, 30, 3));
    assertThat(step.begun()).isEqualTo(DAY.plusSeconds(3));
    assertThat(step.last()).isEqualTo(DAY.plusSeconds(5));
    assertThat(step.job()).isNull();
  }

  @Test
  void shouldFindTheRunsOfSubAgentsAlsoBehindOtherProcesses() {
    done("p1/s1/t1/c1/accept", "p1/s1/t1/c2/x12ab34cd.1/accept", "p1/s1/t1/c3/run1");

    assertThat(tree().all().flatMap(place -> place.runs().stream()).map(JobTree::path).distinct())
        .containsExactly("p1/s1/t1/c1", "p1/s1/t1/c2/x12ab34cd.1");
  }

  @Test
  void shouldWaitAtGatesThatAreNotDecided() {
    done("p1", "p1/approve/asked");
    assertThat(open()).containsExactly("p1/approve");

    done("p1/approve/decided", "p1/s1/t1", "p1/s1/t1/c1/approve/asked", "p1/s1/t1/c2/ask/asked");
    assertThat(open()).containsExactly("p1/s1/t1/c1/approve", "p1/s1/t1/c2/ask");
  }

  @Test
  void shouldWaitAtNoGateThatTheRunHasLeftBehind() {
    done("p1", "p1/s1/t1", "p1/s1/t1/c1/approve/asked");
    assertThat(open()).hasSize(1);

    done("p1/s1/t2");
    assertThat(open()).isEmpty();
  }

  @Test
  void shouldWaitAtTheGatesOfSubAgentsWhileTheyGoOn() {
    done("p1", "p1/s1/t1", "p1/s1/t1/c1/accept", "p1/s1/t1/c1/p1", "p1/s1/t1/c1/p1/approve/asked");
    assertThat(open()).containsExactly("p1/s1/t1/c1/p1/approve");

    done("p1/s1/t1/c1/end");
    assertThat(open()).isEmpty();
  }

  @Test
  void shouldWaitForNobodyOnceItIsToEnd() {
    done("p1", "p1/approve/asked", "cancel");

    assertThat(open()).isEmpty();
  }

  @Test
  void shouldAskNothingBeforeTheQuestionIsLaidOut() {
    done("p1").begun("p1/approve/asked");

    assertThat(open()).isEmpty();
  }

  @Test
  void shouldKnowTheRunOfAStep() {
    assertThat(StepController.scope("p1/s2")).isEmpty();
    assertThat(StepController.scope("p1/s2/t3/c1/p1/s1")).isEqualTo("p1/s2/t3/c1");
    assertThat(StepController.scope("p1/s2/t3/c1/x12ab34cd.1/p12/s1"))
        .isEqualTo("p1/s2/t3/c1/x12ab34cd.1");
  }
}
