package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the journal promises of jobs whose intents it writes only if they take a while. */
interface UnwrittenIntentContract extends JournalCase {
  static Intent begun(Journal journal, JournaledJob job, String claimant) {
    return assertThat(journal.begin(job, 3, claimant))
        .asInstanceOf(type(Claim.Granted.class))
        .actual()
        .intent();
  }

  @Test
  default void shouldRecordAsIfTheIntentHadBeenWrittenBefore() {
    JournaledRun run = run();
    JournaledJob slow = run.tool(1);
    JournaledJob quick = run.tool(2);
    String worker = worker().id();
    Intent written = granted(journal(), slow, worker);
    journal().record(used(slow), written);
    Intent unwritten = begun(journal(), quick, worker);
    assertThat(journal().known(quick.at())).isEmpty();

    assertThat(journal().record(used(quick), unwritten)).isTrue();

    assertThat(row(quick)).isEqualTo(row(slow));
    assertThat(other().journal().get(quick.at())).isEqualTo(used(quick));
    assertThat(one().families().usage(run.id(), "").llmCalls()).isEqualTo(2);
    assertThat(other().journal().begin(quick, 3, worker().id()))
        .isEqualTo(new Claim.Recorded(used(quick), false));
  }

  private static JobRecord used(JournaledJob job) {
    return new JobRecord(
        job, "p1/s1/t1", "{\"a\":1}", List.of(Message.tool("c1", "a\0b")), "a", USED, "d", "{}");
  }

  /** All that says nothing of where and when. */
  private List<Object> row(JournaledJob job) {
    return List.copyOf(
        one()
            .jdbc()
            .sql(
                """
                select scope, verb, agent, epoch, owner, fence, retries, in_doubt, said, copied, parent,
                  outcome, messages, content, definition, recorded_epoch, llm_calls, tool_calls, input_tokens,
                  output_tokens, cached_input_tokens, reasoning_tokens, cost, currency,
                  recorded_at is not null and intended_at is not null as dated
                from waggle_journal where run_id = ? and path = ?
                """)
            .param(job.at().run())
            .param(job.at().path())
            .query()
            .singleRow()
            .values());
  }

  @Test
  default void shouldKeepWhatIsRecordedFirst() {
    JournaledJob job = run().tool(1);
    Intent first = begun(journal(), job, worker().id());
    Intent second = begun(other().journal(), job, worker().id());

    assertThat(other().journal().record(outcome(job, null, "{\"second\":1}"), second)).isTrue();

    assertThat(journal().record(outcome(job, null, "{\"first\":1}"), first)).isFalse();
    assertThat(journal().get(job.at()).outcome()).isEqualTo("{\"second\":1}");
  }

  @Test
  default void shouldCountWhatIsUsedUpOnceHoweverManyRecord() throws Exception {
    JournaledRun run = run();
    JournaledJob job = run.turn(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> workers =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(
                  number -> {
                    Journal journal = JournalFixture.again(one().source()).journal();
                    Intent intent = begun(journal, job, "worker-" + number);
                    JobRecord record =
                        new JobRecord(job, null, "{\"by\":" + number + "}", List.of(), "", USED);
                    return () -> journal.record(record, intent);
                  })
              .toList();

      assertThat(threads.invokeAll(workers)).filteredOn(done -> done.resultNow()).hasSize(1);
    }
    assertThat(one().families().usage(run.id(), "")).isEqualTo(USED);
    assertThat(one().families().spent(run.id(), "").tokens()).isEqualTo(USED.tokens());
  }

  /** Its fencing number is the same as that of the attempt which lost. */
  @Test
  default void shouldNotRecordInTheRowOfWhoeverClaimedTheJobMeanwhile() {
    JournaledJob job = run().tool(1);
    Intent late = begun(journal(), job, worker().id());
    Intent holder = granted(other().journal(), job, worker().id());

    assertThat(journal().record(outcome(job, null, "{\"late\":1}"), late)).isFalse();
    assertThat(other().journal().holds(holder)).isTrue();
    assertThat(other().journal().record(outcome(job), holder)).isTrue();
  }

  @Test
  default void shouldNotTakeOverTheRowOfWhoeverClaimedTheJobMeanwhile() {
    JournaledRun run = run();
    List<Intent> late =
        IntStream.range(1, 5)
            .mapToObj(call -> begun(journal(), run.tool(call), worker().id()))
            .toList();
    List<Intent> holders =
        IntStream.range(1, 5)
            .mapToObj(call -> granted(other().journal(), run.tool(call), worker().id()))
            .toList();

    assertThat(journal().holds(late.get(0))).isFalse();
    assertThat(journal().settle(late.get(1), true)).isFalse();
    assertThat(journal().release(late.get(2), true)).isFalse();
    journal().postpone(late.get(3), "slow", Instant.now());
    assertThat(journal().answers().keep(late.get(3), List.of(), USED)).isFalse();

    assertThat(holders).allMatch(other().journal()::holds);
    assertThat(one().families().usage(run.id(), "")).isEqualTo(Usage.ZERO);
  }

  @Test
  default void shouldLeaveNothingOfAnAttemptThatDidNothing() {
    JournaledJob job = run().turn(1);
    Intent intent = begun(journal(), job, worker().id());

    assertThat(journal().release(intent, false)).isTrue();

    assertThat(journal().known(job.at())).isEmpty();
    assertThat(begun(other().journal(), job, worker().id()).fence()).isEqualTo(1);
  }

  @Test
  default void shouldWriteTheIntentOfAnAttemptThatFails() {
    JournaledJob job = run().turn(1);
    Intent intent = begun(journal(), job, worker().id());

    assertThat(journal().settle(intent, true)).isTrue();
    journal().postpone(intent, "busy", Instant.now().plusSeconds(60));
    assertThat(journal().release(intent, true)).isTrue();

    assertThat(begun(other().journal(), job, worker().id()))
        .returns(true, Intent::inDoubt)
        .returns(2, Intent::fence);
  }

  @Test
  default void shouldKeepAnswersForAnAttemptThatFollows() {
    JournaledJob job = run().turn(1);
    Intent intent = begun(journal(), job, worker().id());
    List<Message> said = List.of(Message.user("Well?"));

    assertThat(journal().answers().keep(intent, said, USED)).isTrue();
    journal().release(intent, false);

    Intent heir = begun(other().journal(), job, worker().id());
    assertThat(other().journal().answers().before(heir)).isEqualTo(said);
  }

  @Test
  default void shouldFenceOffAnAttemptOfItsOwn() {
    JournaledJob job = run().turn(1);
    WorkerProcess self = worker();
    Intent first = begun(journal(), job, self.id());

    Intent second = begun(journal(), job, self.id());

    assertThat(second.fence()).isEqualTo(2);
    assertThat(journal().record(outcome(job, null, "{\"first\":1}"), first)).isFalse();
    assertThat(journal().record(outcome(job, null, "{\"second\":1}"), second)).isTrue();
  }

  @Test
  default void shouldRefuseAJobWithoutARun() {
    JournaledJob job = new JournaledRun("nobody's", 1, 7).turn(1);

    assertThat(journal().begin(job, 3, worker().id())).isEqualTo(new Claim.NoRun());
  }

  @Test
  default void shouldSayWhatPeopleHadSaidWhenTheJobBegan() {
    JournaledRun run = run();
    Intent before = begun(journal(), run.turn(1), worker().id());
    recorded(outcome(run.job(Paths.steer("", "s1"), JobType.STEER)));
    Intent after = begun(journal(), run.turn(2), worker().id());

    journal().record(outcome(run.turn(1)), before);
    journal().record(outcome(run.turn(2)), after);

    assertThat(after.said()).isGreaterThan(before.said());
    assertThat(said(run.turn(1))).isEqualTo(before.said());
    assertThat(said(run.turn(2))).isEqualTo(after.said());
  }

  private long said(JournaledJob job) {
    return one()
        .jdbc()
        .sql("select said from waggle_journal where run_id = ? and path = ?")
        .param(job.at().run())
        .param(job.at().path())
        .query(Long.class)
        .single();
  }
}
