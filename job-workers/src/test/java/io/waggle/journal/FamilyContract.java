package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the journal knows of a run and its sub-agents, on every database. */
interface FamilyContract extends JournalCase {
  /** Of the sub-agent that the first call of a run's first turn asks, and of another one. */
  String SUB = "p1/s1/t1/c1/";

  String SIBLING = "p1/s1/t1/c10/";

  default Families families() {
    return one().families();
  }

  @Test
  default void shouldSumUpWhatARunAndItsSubAgentsUsedUp() {
    JournaledRun run = run();
    used(run.accept(), Usage.ZERO);
    used(run.job("p1", JobType.PLAN), new Usage(1, 0, 100, 20));
    used(run.turn(1), new Usage(1, 2, 3_000_000_000L, 5));
    used(run.job(SUB, SUB + "accept", JobType.ACCEPT), Usage.ZERO);
    used(run.job(SUB, SUB + "p1/s1/t1", JobType.THINK), new Usage(1, 1, 10, 2));
    used(run.job(SIBLING, SIBLING + "p1/s1/t1", JobType.THINK), new Usage(1, 0, 0, 0));
    used(run().turn(1), new Usage(9, 9, 9, 9));
    granted(journal(), run.job(Paths.answer(""), JobType.SYNTHESIZE), "anybody");

    assertThat(families().usage(run.id(), "")).isEqualTo(new Usage(4, 3, 3_000_000_110L, 27));
    assertThat(families().usage(run.id(), SUB)).isEqualTo(new Usage(1, 1, 10, 2));
    assertThat(families().usage("never-entered", "")).isEqualTo(Usage.ZERO);
  }

  @Test
  default void shouldAddUpWhatItCostExactlyUntilThatIsNotKnown() {
    JournaledRun run = run();
    for (int turn = 1; turn <= 30; turn++) {
      used(run.turn(turn), cost("0.000000100001", "EUR"));
    }
    assertThat(families().usage(run.id(), "").cost()).isEqualByComparingTo("0.00000300003");
    assertThat(families().usage(run.id(), "").currency()).isEqualTo("EUR");

    used(run.job(SUB, SUB + "p1/s1/t1", JobType.THINK), cost(null, null));
    used(run.job(SIBLING, SIBLING + "p1/s1/t1", JobType.THINK), cost("1", "USD"));
    assertThat(families().usage(run.id(), "").cost()).isNull();
    assertThat(families().usage(run.id(), SIBLING).cost()).isEqualByComparingTo("1");

    JournaledRun mixed = run();
    used(mixed.turn(1), cost("1", "EUR"));
    used(mixed.turn(2), cost("1", "USD"));
    assertThat(families().usage(mixed.id(), "").cost()).isNull();
  }

  /** What the limits of a run look at: the run's row, and sums below it. */
  @Test
  default void shouldTellWhatIsSpentSoFar() {
    JournaledRun run = run();
    used(run.accept(), Usage.ZERO);
    used(run.turn(1), cost("0.5", "EUR"));
    used(run.job(SUB, SUB + "accept", JobType.ACCEPT), Usage.ZERO);
    used(run.job(SUB, SUB + "p1/s1/t1", JobType.THINK), cost("0.25", "EUR"));
    recorded(outcome(run.job(Paths.handOver("p1/s1/t1/c1"), JobType.HAND_OVER)));

    Families.Spent top = families().spent(run.id(), "");
    assertThat(top.tokens()).isEqualTo(4);
    assertThat(top.cost()).isEqualByComparingTo("0.75");
    Families.Spent below = families().spent(run.id(), SUB);
    assertThat(below.tokens()).isEqualTo(2);
    assertThat(below.cost()).isEqualByComparingTo("0.25");
    assertThat(below.begun()).isAfterOrEqualTo(top.begun());
    assertThat(families().asOf(Instant.EPOCH).spent(run.id(), "").tokens()).isZero();
    assertThat(families().subAgents(run.id(), "")).isEqualTo(1);
    assertThat(families().subAgents(run.id(), SUB)).isZero();
  }

  /** What a recreated run had used up counts, and is not counted twice. */
  @Test
  default void shouldCountOnWhereARunIsRecreated() {
    JournaledRun run = run();
    used(run.turn(1), cost("0.5", "EUR"));
    JournaledRun again = run.adopted(one());
    assertThat(journal().claim(again.turn(1), 8, "anybody")).isInstanceOf(Claim.Recorded.class);
    used(again.turn(2), cost("0.25", "EUR"));

    assertThat(families().spent(run.id(), "").tokens()).isEqualTo(4);
    assertThat(families().spent(run.id(), "").cost()).isEqualByComparingTo("0.75");
  }

  /** Whoever has lost a job adds nothing. */
  @Test
  default void shouldNotAddUpWhatWasThrownAway() {
    JournaledRun run = run();
    JournaledJob turn = run.turn(1);
    Intent slow = granted(journal(), turn, "slow");
    granted(journal(), turn, "slow");
    JobRecord late = new JobRecord(turn, null, "{}", List.of(), "", cost("1", "EUR"));

    assertThat(journal().record(late, slow)).isFalse();

    assertThat(families().spent(run.id(), "").tokens()).isZero();
  }

  private static Usage cost(@Nullable String amount, @Nullable String currency) {
    return new Usage(1, 0, 1, 1, 0, 0, amount == null ? null : new BigDecimal(amount), currency);
  }

  @Test
  default void shouldKnowAHandOverUntilTheStepThatMadeItGoesOn() {
    JournaledRun run = run();
    JobAddress call = run.at("p1/s1/t1/c1");
    recorded(outcome(run.turn(1)));
    assertThat(families().openHandOver(call)).isEmpty();

    JournaledJob handOver = run.job(Paths.handOver(call.path()), JobType.HAND_OVER);
    Intent begun = granted(journal(), handOver, "anybody");
    assertThat(families().openHandOver(call)).isEmpty();
    journal().record(outcome(handOver), begun);
    assertThat(families().openHandOver(call)).contains(handOver);
    assertThat(families().openHandOver(run.at("p1/s1/t1/c2"))).isEmpty();

    granted(journal(), run.job("p1/s2/t2", JobType.THINK), "anybody");
    assertThat(families().openHandOver(call)).as("another step goes on").contains(handOver);
    granted(journal(), run.turn(2), "anybody");
    assertThat(families().openHandOver(call)).isEmpty();
  }

  @Test
  default void shouldKnowAHandOverOfARunMadeAnewThoughItsStepHadGoneOnBefore() {
    JournaledRun run = run();
    JobAddress call = run.at("p1/s1/t1/c1");
    recorded(outcome(run.job(Paths.handOver(call.path()), JobType.HAND_OVER)));
    recorded(outcome(run.turn(2)));
    JournaledRun anew = run.adopted(one());

    journal().claim(anew.job(Paths.handOver(call.path()), JobType.HAND_OVER), 3, "anybody");
    assertThat(families().openHandOver(call).map(JournaledJob::epoch)).contains(anew.epoch());

    journal().claim(anew.turn(2), 3, "anybody");
    assertThat(families().openHandOver(call)).as("the step has gone on again").isEmpty();
  }

  /** An engine that lost its data gives the same keys once more. */
  @Test
  default void shouldNotTakeAnInstanceForOneThatTheRunHadBeforeItWasMadeAnew() {
    JournaledRun run = run();
    recorded(outcome(run.job("p1/s1/t1/c1/hand", JobType.HAND_OVER)));

    JournaledRun unused = run.adopted(one());

    assertThat(families().lastHandOver(run.id(), List.of(run.instance()))).isEmpty();
  }

  @Test
  default void shouldFindTheLastHandOverOfTheProcessInstancesThatLeadToARun() {
    JournaledRun run = run();
    recorded(outcome(run.job("p1/s1/t1/c1/hand", JobType.HAND_OVER)));
    JournaledJob last = recorded(outcome(run.job("p1/s1/t1/c2/hand", JobType.HAND_OVER))).job();
    granted(journal(), run.job("p1/s1/t1/c3/hand", JobType.HAND_OVER), "anybody");

    assertThat(families().lastHandOver(run.id(), List.of(5L, run.instance()))).contains(last);
    assertThat(families().lastHandOver(run.id(), List.of(5L))).isEmpty();
    assertThat(families().lastHandOver("never-entered", List.of(run.instance()))).isEmpty();
  }

  @Test
  default void shouldKnowThatARunIsBeingUndoneWithTheOneAboveIt() {
    JournaledRun run = run();
    String below = SUB + "p1/s1/t1/c1/";

    journal().note(run.job(SUB, Paths.cancel(SUB), JobType.FIND_UNDO), "{}");
    assertThat(families().isBeingUndone(run.id(), SUB)).isTrue();
    assertThat(families().isBeingUndone(run.id(), below)).isTrue();
    assertThat(families().isBeingUndone(run.id(), "")).isFalse();
    assertThat(families().isBeingUndone(run.id(), SIBLING)).isFalse();

    journal().note(run.job(Paths.cancel(""), JobType.FIND_UNDO), "{}");
    assertThat(families().isBeingUndone(run.id(), SIBLING)).isTrue();
  }

  @Test
  default void shouldNoteOnceWhatNoJobHasToItselfAndNothingOfAnEarlierEpoch() {
    JournaledRun run = run();
    JournaledRun anew = run.adopted(one());
    JobAddress cancel = run.at(Paths.cancel(""));

    journal().note(run.job(cancel.path(), JobType.FIND_UNDO), "{\"late\":1}");
    assertThat(journal().find(cancel)).isEmpty();

    journal().note(anew.job(cancel.path(), JobType.FIND_UNDO), "{\"first\":1}");
    other().journal().note(anew.job(cancel.path(), JobType.FIND_UNDO), "{\"second\":1}");

    assertThat(journal().get(cancel).outcome()).isEqualTo("{\"first\":1}");
    assertThat(other().journal().get(cancel).outcome()).isEqualTo("{\"first\":1}");
  }

  @Test
  default void shouldReadTheTextsOfARunInTheOrderInWhichTheEngineMadeTheJobs() {
    JournaledRun run = run();
    JournaledJob first = steer("", run, "a");
    JournaledJob second = steer("", run, "b");
    JournaledJob below = steer(SUB, run, "c");
    said(below, "three");
    said(second, "two");
    said(first, "one");
    said(steer("", run, "d"), "");

    assertThat(journal().texts().of(run.id(), "", JobType.STEER))
        .extracting(JournalText::text)
        .containsExactly("one", "two");
    assertThat(journal().texts().all(run.id(), "", JobType.STEER))
        .extracting(JournalText::text)
        .containsExactly("one", "two", "three");
    assertThat(journal().texts().of(run.id(), SUB, JobType.STEER))
        .extracting(JournalText::ref)
        .containsExactly(below.at().path());
  }

  private static JournaledJob steer(String scope, JournaledRun run, String id) {
    return run.job(scope, Paths.steer(scope, id), JobType.STEER);
  }

  private void said(JournaledJob job, String text) {
    recorded(new JobRecord(job, null, "{}", List.of(), text));
  }

  private void used(JournaledJob job, Usage usage) {
    recorded(new JobRecord(job, null, "{}", List.of(), "", usage));
  }
}
