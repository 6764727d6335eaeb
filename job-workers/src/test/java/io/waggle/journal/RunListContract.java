package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.journal.LiveRuns.JobUnderWay;
import io.waggle.journal.LiveRuns.OpenGate;
import io.waggle.journal.LiveRuns.Postponement;
import io.waggle.journal.RunList.Found;
import io.waggle.journal.RunList.Line;
import io.waggle.journal.RunList.Standing;
import io.waggle.journal.RunList.Wanted;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many runs at once, as people look for them. */
interface RunListContract extends JournalCase {
  private RunList list() {
    return new RunList(one().jdbc(), new DatabasePatience(1));
  }

  private LiveRuns live() {
    return new LiveRuns(one().jdbc(), new DatabasePatience(1));
  }

  private JournaledRun run(String agent, String task) {
    JournaledRun run = new JournaledRun("run-" + KEYS.incrementAndGet(), 1, KEYS.incrementAndGet());
    NamedRun named = run.named();
    assertThat(
            one()
                .runs()
                .enter(
                    new NamedRun(
                        named.id(),
                        agent,
                        named.request(),
                        1,
                        named.engine(),
                        named.instance(),
                        false),
                    task))
        .isTrue();
    return run;
  }

  private static String agent() {
    return "agent-" + KEYS.incrementAndGet();
  }

  private static Wanted of(String agent) {
    return new Wanted(agent, null, null);
  }

  private void end(JournaledRun run, String how) {
    recorded(
        outcome(
            run.job(Paths.answer(""), JobType.SYNTHESIZE),
            null,
            "{\"variables\":{\"outcome\":\"%s\"}}".formatted(how)));
  }

  private void used(JournaledRun run, int turn, @Nullable String cost) {
    JobRecord record = outcome(run.turn(turn));
    Usage usage = new Usage(1, 0, 90, 9, 0, 0, cost == null ? null : new BigDecimal(cost), "EUR");
    recorded(
        new JobRecord(record.job(), null, record.outcome(), List.of(), record.content(), usage));
  }

  private void ask(JournaledRun run, String gate) {
    recorded(
        outcome(
            run.job(Paths.asked(gate), JobType.ASK), null, "{\"variables\":{\"question\":{}}}"));
  }

  @Test
  default void shouldListThoseThatBeganLastPartByPart() {
    String agent = agent();
    List<String> ids =
        List.of(run(agent, "1"), run(agent, "2"), run(agent, "3")).stream()
            .map(JournaledRun::id)
            .toList();

    List<Line> first = list().older(of(agent), Long.MAX_VALUE, 2);
    List<Line> second = list().older(of(agent), first.getLast().position(), 2);

    assertThat(first).extracting(Line::id).containsExactly(ids.get(2), ids.get(1));
    assertThat(second).extracting(Line::id).containsExactly(ids.get(0));
    assertThat(list().newer(of(agent), second.getFirst().position(), 1))
        .extracting(Line::id)
        .containsExactly(ids.get(1));
    assertThat(list().agents()).contains(agent);
  }

  @Test
  default void shouldTellHowARunEndedAndWhatItUsedUp() {
    String agent = agent();
    JournaledRun ended = run(agent, "Refund it");
    JournaledRun open = run(agent, "x".repeat(10_000));
    used(ended, 1, "0.25");
    used(ended, 2, "0.125");
    end(ended, "partial");
    used(open, 1, null);

    assertThat(list().older(new Wanted(agent, null, Outcome.PARTIAL), Long.MAX_VALUE, 9))
        .singleElement()
        .returns(ended.id(), Line::id)
        .returns("Refund it", Line::task)
        .returns(Outcome.PARTIAL, Line::outcome)
        .returns(198L, Line::tokens)
        .returns("EUR", Line::currency)
        .satisfies(line -> assertThat(line.cost()).isEqualByComparingTo("0.375"))
        .satisfies(line -> assertThat(line.ended()).isNotNull());
    assertThat(list().older(new Wanted(agent, Standing.LIVE, null), Long.MAX_VALUE, 9))
        .singleElement()
        .returns(open.id(), Line::id)
        .returns(null, Line::outcome)
        .returns(99L, Line::tokens)
        .returns(null, Line::cost)
        .satisfies(line -> assertThat(line.task()).hasSize(500).endsWith("…"));
    assertThat(list().of(JournaledRun.ENGINE, Set.of(open.instance(), 1L)))
        .extracting(Line::id)
        .containsExactly(open.id());
  }

  @Test
  default void shouldListASingleJobWithTheProcessInstanceInWhichItIs() {
    String agent = agent();
    JournaledRun run = run(agent, "A run");
    long key = KEYS.incrementAndGet();
    NamedRun lone = NamedRun.lone("lone-" + key, agent, "0".repeat(64), JournaledRun.ENGINE, key);
    assertThat(one().runs().enter(lone, "Who was it?")).isTrue();
    assertThat(list().older(of(agent), Long.MAX_VALUE, 1))
        .as("nobody has begun it")
        .singleElement()
        .returns(key, Line::instance);
    JournaledJob job = new JournaledRun(lone.id(), 1, 7).job(Paths.answer(""), JobType.ANSWER);
    Intent begun = granted(journal(), job, "anybody");

    assertThat(list().older(of(agent), Long.MAX_VALUE, 9))
        .extracting(Line::lone, Line::instance)
        .containsExactly(tuple(true, 7L), tuple(false, run.instance()));
    Wanted calls = new Wanted(agent, Standing.LIVE_CALL, null);
    assertThat(list().older(calls, Long.MAX_VALUE, 9)).extracting(Line::lone).containsExactly(true);
    assertThat(journal().record(outcome(job), begun)).isTrue();
    assertThat(list().older(calls, Long.MAX_VALUE, 9)).isEmpty();
  }

  @Test
  default void shouldFindAPartOfANameOrATask() {
    String agent = agent();
    JournaledRun run = run(agent, "Refund 100% of ORDER_4711\0");
    run(agent, "something else");

    for (String text : List.of("order_4711", "100%", run.id().substring(2))) {
      Found found = list().search(of(agent), text, Long.MAX_VALUE, 9, Duration.ofSeconds(9));
      assertThat(found.lines()).as(text).extracting(Line::id).containsExactly(run.id());
      assertThat(found.reached()).isZero();
    }
    assertThat(
            list().search(of(agent), "100_ of", Long.MAX_VALUE, 9, Duration.ofSeconds(9)).lines())
        .isEmpty();
    Found full = list().search(of(agent), "e", Long.MAX_VALUE, 1, Duration.ofSeconds(9));
    assertThat(full.lines()).hasSize(1);
    assertThat(full.reached()).isEqualTo(full.lines().getFirst().position());
  }

  @Test
  default void shouldTellWhatPeopleAreAskedUntilTheyHaveDecided() {
    String agent = agent();
    JournaledRun asked = run(agent, "1");
    JournaledRun decided = run(agent, "2");
    String gate = Paths.approval(Paths.call("p1/s1/t1", 1));
    ask(asked, gate);
    ask(decided, gate);
    recorded(outcome(decided.job(Paths.decided(gate), JobType.DECIDE)));

    assertThat(list().older(new Wanted(agent, Standing.WAITING, null), Long.MAX_VALUE, 9))
        .extracting(Line::id)
        .containsExactly(asked.id());
    assertThat(live().openGates(List.of(asked.id(), decided.id())))
        .containsOnlyKeys(asked.id())
        .hasEntrySatisfying(
            asked.id(),
            gates -> assertThat(gates).extracting(OpenGate::gate).containsExactly(gate));
  }

  @Test
  default void shouldTellWhatWorkersAreAt() {
    JournaledRun run = run(agent(), "1");
    granted(journal(), run.turn(1), "worker");

    assertThat(live().underWay(List.of(run.id())).get(run.id()))
        .containsExactly(new JobUnderWay("p1/s1/t1", JobType.THINK, "a", null));
    assertThat(live().openGates(List.of())).isEmpty();
  }

  @Test
  default void shouldTellUntilWhenAJobIsPostponedAndWhyUntilItIsTriedAgain() {
    JournaledRun run = run(agent(), "1");
    Intent intent = granted(journal(), run.turn(1), "worker");
    Instant until = Instant.parse("2026-03-02T09:41:07Z");

    journal().postpone(intent, "The model answered 429.\0" + "x".repeat(500), until);

    Postponement postponed =
        live().underWay(List.of(run.id())).get(run.id()).getFirst().postponed();
    assertThat(postponed).isNotNull();
    assertThat(postponed.until()).isEqualTo(until);
    assertThat(postponed.why()).startsWith("The model answered 429.").hasSize(200);

    assertThat(journal().release(intent, false)).isTrue();
    Intent later = granted(journal(), run.turn(1), "worker");
    assertThat(live().underWay(List.of(run.id())).get(run.id()).getFirst().postponed()).isNull();

    journal().postpone(intent, "Told too late, by whom it does not belong to any more.", until);
    assertThat(later.fence()).isGreaterThan(intent.fence());
    assertThat(live().underWay(List.of(run.id())).get(run.id()).getFirst().postponed()).isNull();
  }

  @Test
  default void shouldNoticeInWhichRunsSomethingHappens() {
    WorkerProcess worker = worker();
    JournaledRun run = run(agent(), "1");
    JournaledRun other = run(agent(), "2");
    RunChanges changes = new RunChanges(one().jdbc());
    changes.next();
    assertThat(changes.next()).doesNotContain(run.id(), other.id());

    JournaledJob turn = run.turn(1);
    Intent intent = granted(journal(), turn, worker.id());
    assertThat(changes.next()).contains(run.id()).doesNotContain(other.id());
    assertThat(changes.next()).doesNotContain(run.id());

    assertThat(journal().record(outcome(turn), intent)).isTrue();
    assertThat(changes.next()).contains(run.id());
    assertThat(changes.next()).doesNotContain(run.id());
    one().workers().leave(worker);
  }
}
