package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static final int RUNS = 200;

  private interface Check {
    void on(RandomRun run);
  }

  private static void forRandomRuns(Check check) {
    for (long seed = 0; seed < RUNS; seed++) {
      check.on(new RandomRun(seed, seed % 2 == 0 ? 0 : 1_000));
    }
  }

  @Test
  void shouldGiveNoTwoJobsOfARunOnePlace() {
    int[] jobs = new int[1];
    forRandomRuns(
        run -> {
          Map<String, RandomRun.Job> places = new HashMap<>();
          for (RandomRun.Job job : run.jobs()) {
            assertThat(places.put(job.path(), job)).as(job.path()).isNull();
          }
          assertThat(run.scopes()).doesNotHaveDuplicates();
          jobs[0] += run.jobs().size();
        });
    assertThat(jobs[0]).as("jobs").isGreaterThan(50_000);
  }

  @Test
  void shouldFindTheCallTheTurnTheStepAndThePlanOfAJob() {
    forRandomRuns(run -> run.jobs().forEach(PathsTest::assertFound));
  }

  private static void assertFound(RandomRun.Job job) {
    assertThat(job.path()).startsWith(job.scope());
    assertThat(Paths.isCall(job.path())).as(job.path()).isFalse();
    if (!job.call().isEmpty()) {
      assertThat(Paths.callOf(job.path())).isEqualTo(job.call());
      assertThat(Paths.callOf(job.call())).isEqualTo(job.call());
      assertThat(Paths.isCall(job.call())).isTrue();
      assertThat(Paths.turnOf(job.call())).isEqualTo(job.turn());
      assertThat(Paths.call(job.turn(), Paths.numberOf(job.call()))).isEqualTo(job.call());
    }
    if (!job.turn().isEmpty()) {
      assertThat(Paths.stepOf(job.turn())).isEqualTo(job.step());
      assertThat(Paths.stepOf(Paths.next(job.turn()))).isEqualTo(job.step());
      assertThat(Paths.next(job.turn())).isNotEqualTo(job.turn());
    }
    if (!job.step().isEmpty()) {
      assertThat(Paths.planOf(job.step())).isEqualTo(job.plan());
    }
  }

  @Test
  void shouldListTheRunsThatARunIsBelow() {
    forRandomRuns(
        run -> {
          for (String scope : run.scopes()) {
            List<String> above = run.scopes().stream().filter(scope::startsWith).sorted().toList();
            assertThat(Paths.lineage(scope)).as(scope).containsExactlyElementsOf(above);
          }
        });
  }

  @Test
  void shouldCountTurns() {
    assertThat(Paths.next("p1/s2/t3/c1/p1/s1/t9")).isEqualTo("p1/s2/t3/c1/p1/s1/t10");
    assertThatThrownBy(() -> Paths.next("p1/s2")).hasMessageContaining("'p1/s2' is no turn");
    assertThatThrownBy(() -> Paths.callOf("p1/s2/t3"))
        .hasMessageContaining("'p1/s2/t3' is no job of a tool call");
  }

  /** With numbers far above what the limits allow. */
  @Test
  void shouldStayWithinWhatTheJournalTakesAtTheDeepestNesting() {
    String scope = "";
    for (int depth = 0; depth < Limits.MAX_DEPTH; depth++) {
      scope = Paths.subRun(call(scope, 9_999));
    }
    assertThat(scope).hasSizeLessThanOrEqualTo(Paths.LONGEST_SCOPE);
  }

  @Test
  void shouldLeaveRoomForEachJobOfARun() {
    String scope = "x".repeat(Paths.LONGEST_SCOPE - 1) + "/";
    String call = call(scope, Integer.MAX_VALUE);

    assertThat(
            List.of(
                Paths.escalated(Paths.approval(call)),
                Paths.escalated(Paths.doubt(call, Integer.MAX_VALUE)),
                Paths.toolRun(call, Integer.MAX_VALUE),
                Paths.steer(scope, "x".repeat(64))))
        .allSatisfy(path -> assertThat(path).hasSizeLessThanOrEqualTo(Paths.LONGEST));
  }

  private static String call(String scope, int number) {
    return Paths.call(Paths.turn(Paths.step(Paths.plan(scope, number), number), number), number);
  }
}
