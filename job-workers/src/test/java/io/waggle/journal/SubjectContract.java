package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.job;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import org.junit.jupiter.api.Test;

/**
 * What the journal promises when a broker forgets jobs that it handed out: it makes them anew under
 * other keys, and gives their keys to other jobs.
 */
interface SubjectContract extends JournalCase {
  /** A job about something; the same if the engine makes it anew under another key. */
  private static JournaledJob about(String subject, long instance, JobType type) {
    JournaledJob job = JournalCase.job(instance, type);
    return new JournaledJob(
        job.key(), instance, instance, instance, job.agent(), type, null, subject);
  }

  @Test
  default void shouldRecognizeAJobThatTheEngineRecreatedUnderAnotherKey() {
    long instance = KEYS.incrementAndGet();
    JobRecord record =
        recorded(outcome(about("c1", instance, JobType.TOOL), null, "{\"first\":1}"));
    JournaledJob anew = about("c1", instance, JobType.TOOL);

    assertThat(other().journal().claim(anew, 3, worker().id()))
        .isEqualTo(new Claim.Recorded(record));
    assertThat(granted(journal(), about("c2", instance, JobType.TOOL), worker().id()).inDoubt())
        .as("another subject")
        .isFalse();
    assertThat(
            granted(journal(), about("c1", instance, JobType.HAND_OVER), worker().id()).inDoubt())
        .as("another type")
        .isFalse();
  }

  @Test
  default void shouldLeaveARecreatedJobToWhoeverIsAtTheForgottenOne() {
    long instance = KEYS.incrementAndGet();
    JournaledJob forgotten = about("c1", instance, JobType.TOOL);
    JournaledJob anew = about("c1", instance, JobType.TOOL);
    WorkerProcess owner = worker();
    one().workers().beat(owner);
    Intent first = granted(journal(), forgotten, owner.id());

    assertThat(journal().claim(anew, 3, owner.id())).isEqualTo(new Claim.Held(owner.id()));
    assertThat(other().journal().claim(anew, 3, worker().id()))
        .isEqualTo(new Claim.Held(owner.id()));
    assertThat(journal().holds(first)).isTrue();

    other().workers().bury(owner);
    Intent next = granted(other().journal(), anew, worker().id());
    assertThat(next.jobKey()).isEqualTo(forgotten.key());
    assertThat(next.inDoubt()).isTrue();
    JobRecord record = outcome(anew.withKey(next.jobKey()), null, "{}");
    assertThat(other().journal().record(record, next)).isTrue();
    assertThat(journal().claim(forgotten, 3, worker().id())).isEqualTo(new Claim.Recorded(record));
  }

  @Test
  default void shouldAskAnewWhereTheOutcomeLeftTheQuestionOpen() {
    long instance = KEYS.incrementAndGet();
    JournaledJob job = about("c1", instance, JobType.TOOL);
    Intent first = granted(journal(), job, worker().id());
    assertThat(journal().record(outcome(job.withoutSubject(), null, "{}"), first)).isTrue();

    Intent next = granted(journal(), about("c1", instance, JobType.TOOL), worker().id());
    assertThat(next.jobKey()).isNotEqualTo(job.key());
    assertThat(next.inDoubt()).isFalse();
  }

  @Test
  default void shouldTellApartTwoJobsThatTheEngineGaveTheSameKey() {
    JobRecord forgotten = recorded(outcome(job(1, JobType.THINK), null, "{\"first\":1}"));
    JournaledJob job =
        new JournaledJob(forgotten.job().key(), 2, 2, 2, "b", JobType.TOOL, null, "c1");
    WorkerProcess owner = worker();
    one().workers().beat(owner);

    Intent intent = granted(journal(), job, owner.id());
    JobRecord record = outcome(job.withKey(intent.jobKey()), null, "{\"second\":1}");
    assertThat(other().journal().claim(job, 3, worker().id())).isInstanceOf(Claim.Held.class);
    assertThat(journal().record(record, intent)).isTrue();

    assertThat(other().journal().claim(job, 3, worker().id()))
        .isEqualTo(new Claim.Recorded(record));
    assertThat(other().journal().get(record.ref())).isEqualTo(record);
    assertThat(other().journal().get(forgotten.ref())).isEqualTo(forgotten);
  }
}
