package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journal promises of answers that are not the outcome of their job yet. */
interface KeptAnswersContract extends JournalCase {
  Usage ASKED = new Usage(1, 0, 10, 2, 4, 1, new BigDecimal("0.25"), "EUR");

  private KeptAnswers answers() {
    return journal().answers();
  }

  @Test
  default void shouldKeepAnAnswerForTheNextAttemptAndCountItOnce() {
    JournaledRun run = run();
    JournaledJob job = run.job(Paths.answer(""), JobType.SYNTHESIZE);
    Intent dying = granted(journal(), job, "dying");
    List<Message> said = List.of(Message.user("Give it."), Message.assistant("No.", List.of()));
    assertThat(answers().before(dying)).isEmpty();

    assertThat(answers().keep(dying, said, ASKED)).isTrue();
    assertThat(one().families().usage(run.id(), "")).isEqualTo(ASKED);

    Intent heir = granted(other().journal(), job, "heir");
    assertThat(other().journal().answers().before(heir)).isEqualTo(said);
    assertThat(answers().keep(dying, List.of(), ASKED)).as("taken over").isFalse();
    JobRecord outcome = new JobRecord(job, null, "{}", List.of(), "", ASKED);
    assertThat(journal().record(outcome, heir)).isTrue();

    Usage both = ASKED.plus(ASKED);
    assertThat(one().families().usage(run.id(), "")).isEqualTo(both);
    assertThat(one().families().spent(run.id(), "").tokens()).isEqualTo(both.tokens());
    assertThat(one().families().spent(run.id(), "").cost()).isEqualByComparingTo(both.cost());
    assertThat(answers().before(heir)).as("the outcome has its own").isEmpty();
    assertThat(answers().keep(heir, said, ASKED)).as("has its outcome").isFalse();
  }

  @Test
  default void shouldKeepAnAnswerOfARunThatIsRecreatedAndTakeNothingFromTheOneBefore() {
    JournaledRun run = run();
    String sub = "p1/s1/t1/c1/";
    Intent lost = granted(journal(), run.job(sub, Paths.answer(sub), JobType.SYNTHESIZE), "lost");
    answers().keep(lost, List.of(Message.user("Give it.")), ASKED);

    JournaledRun again = run.adopted(one());
    assertThat(answers().keep(lost, List.of(), ASKED)).isFalse();
    JournaledJob job = again.job(sub, Paths.answer(sub), JobType.SYNTHESIZE);

    assertThat(answers().before(granted(journal(), job, "next")))
        .containsExactly(Message.user("Give it."));
    assertThat(one().families().spent(run.id(), sub).tokens()).isEqualTo(ASKED.tokens());
  }
}
