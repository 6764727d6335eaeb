package io.waggle.client;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open question to a person: a user task of Tasklist that a run waits for.
 *
 * @param key key of the user task; a question that is asked again has a new one
 * @param kind what is asked about
 * @param run address of the run that waits; may be that of a sub-agent
 * @param gate key of the process instance of {@code waggle-gate} that asks
 * @param agent who asks
 * @param subject the tool, or the step, or the plan's revision; what people call it
 * @param since when the task was opened, by the cluster's clock
 * @param due when it should be decided; null: no matter when
 * @param priority from 0 to 100; 50, and 75 once it was escalated
 * @param candidateGroups ids of the groups that are asked; with no users either: everybody
 * @param candidateUsers names of the users who are asked
 * @param assignee who has taken the task; null: nobody
 * @param question all that the person is shown
 */
public record GateTask(
    long key,
    GateKind kind,
    String run,
    long gate,
    String agent,
    String subject,
    Instant since,
    @Nullable Instant due,
    int priority,
    List<String> candidateGroups,
    List<String> candidateUsers,
    @Nullable String assignee,
    Question question) {

  public GateTask {
    candidateGroups = List.copyOf(candidateGroups);
    candidateUsers = List.copyOf(candidateUsers);
  }

  /**
   * @return whether nobody in particular is asked
   */
  public boolean forEverybody() {
    return candidateGroups.isEmpty() && candidateUsers.isEmpty();
  }

  /**
   * @return what the person has to do, for example {@code approve the call of 'send_mail'}
   */
  public String words() {
    return GateWords.of(kind, subject);
  }
}
