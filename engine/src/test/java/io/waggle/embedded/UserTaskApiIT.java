package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.Form;
import io.camunda.client.api.search.response.UserTask;
import io.camunda.client.api.search.response.Variable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UserTaskApiIT extends EngineTest {
  private static final String FORM =
      "{\"id\": \"question\", \"type\": \"default\", \"schemaVersion\": 16, \"components\": []}";

  @BeforeAll
  void deploy() {
    start();
    camunda
        .newDeployResourceCommand()
        .addResourceStringUtf8(FORM, "question.form")
        .addProcessModel(
            process("asking")
                .userTask(
                    "Ask",
                    task ->
                        task.name("Ask a human")
                            .zeebeUserTask()
                            .zeebeFormId("question")
                            .zeebeCandidateGroups("approvers, chiefs")
                            .zeebeDueDateExpression("now() + duration(\"PT1H\")")
                            .zeebeTaskPriority("70")
                            .zeebeTaskHeader("kind", "plan")
                            .zeebeInputExpression("subject", "question"))
                .endEvent()
                .done(),
            "asking.bpmn")
        .send()
        .join();
  }

  private UserTask ask() {
    return task(create("asking", Map.of("subject", "Shall we?", "other", 1)));
  }

  private UserTask get(UserTask task) {
    return camunda.newUserTaskGetRequest(task.getUserTaskKey()).send().join();
  }

  @Test
  void shouldSayWhatATaskIs() {
    UserTask task = ask();

    assertThat(task.getName()).isEqualTo("Ask a human");
    assertThat(task.getState()).isEqualTo(UserTaskState.CREATED);
    assertThat(task.getAssignee()).isNull();
    assertThat(task.getCandidateGroups()).containsExactly("approvers", "chiefs");
    assertThat(task.getCandidateUsers()).isEmpty();
    assertThat(task.getPriority()).isEqualTo(70);
    assertThat(task.getCustomHeaders()).isEqualTo(Map.of("kind", "plan"));
    assertThat(task.getDueDate()).isAfter(OffsetDateTime.now().plusMinutes(55));
    assertThat(task.getElementId()).isEqualTo("Ask");
    assertThat(task.getProcessName()).isEqualTo("Name of asking");
    assertThat(task.getCompletionDate()).isNull();
  }

  @Test
  void shouldHandOutTheForm() {
    Form form = camunda.newUserTaskGetFormRequest(ask().getUserTaskKey()).send().join();

    assertThat(form.getFormId()).isEqualTo("question");
    assertThat(form.getSchema()).isEqualTo(FORM);
    assertThat(form.getVersion()).isEqualTo(1);
  }

  @Test
  void shouldSeeVariablesOfAllScopes() {
    UserTask task = ask();

    assertThat(
            camunda.newUserTaskVariableSearchRequest(task.getUserTaskKey()).send().join().items())
        .extracting(Variable::getName)
        .containsExactlyInAnyOrder("question", "subject", "other");
    assertThat(
            camunda
                .newUserTaskVariableSearchRequest(task.getUserTaskKey())
                .filter(filter -> filter.name("question"))
                .send()
                .join()
                .items())
        .extracting(Variable::getValue)
        .containsExactly("\"Shall we?\"");
  }

  @Test
  void shouldBeAssignedToOneAndThenToAnother() {
    UserTask task = ask();
    long key = task.getUserTaskKey();

    camunda.newAssignUserTaskCommand(key).assignee("ada").send().join();
    assertThat(get(task).getAssignee()).isEqualTo("ada");
    assertThat(
            problem(
                () ->
                    camunda
                        .newAssignUserTaskCommand(key)
                        .assignee("bob")
                        .allowOverride(false)
                        .send()
                        .join()))
        .isEqualTo(409);
    assertThat(get(task).getAssignee()).isEqualTo("ada");

    camunda.newAssignUserTaskCommand(key).assignee("bob").send().join();
    assertThat(get(task).getAssignee()).isEqualTo("bob");

    camunda.newUnassignUserTaskCommand(key).send().join();
    assertThat(get(task).getAssignee()).isNull();
    camunda.newAssignUserTaskCommand(key).assignee("eve").allowOverride(false).send().join();
    assertThat(get(task).getAssignee()).isEqualTo("eve");
  }

  @Test
  void shouldGoOnWithWhatItWasCompletedWith() {
    UserTask task = ask();

    camunda
        .newCompleteUserTaskCommand(task.getUserTaskKey())
        .variables(Map.of("decision", Map.of("action", "approve")))
        .send()
        .join();

    UserTask completed = get(task);
    assertThat(completed.getState()).isEqualTo(UserTaskState.COMPLETED);
    assertThat(completed.getCompletionDate()).isNotNull();
    long instance = task.getProcessInstanceKey();
    eventually(() -> engine.records().end(instance).orElse(null));
    assertThat(engine.records().variablesOf(instance))
        .containsEntry("decision", "{\"action\":\"approve\"}");
  }

  /** The second command may be in the log before the first is carried out. */
  @Test
  void shouldTellOnlyOneOfTwoWhoCompleteATaskThatItIsDone() {
    for (int task = 0; task < 20; task++) {
      long key = ask().getUserTaskKey();

      List<CompletionStage<?>> both =
          List.of(
              camunda.newCompleteUserTaskCommand(key).send(),
              camunda.newCompleteUserTaskCommand(key).send());

      assertThat(both.stream().filter(UserTaskApiIT::isDone)).hasSize(1);
    }
  }

  private static boolean isDone(CompletionStage<?> command) {
    return command.handle((done, refused) -> refused == null).toCompletableFuture().join();
  }

  @Test
  void shouldBeCompletedOnce() {
    UserTask task = ask();
    camunda.newCompleteUserTaskCommand(task.getUserTaskKey()).send().join();

    assertThat(
            problem(() -> camunda.newCompleteUserTaskCommand(task.getUserTaskKey()).send().join()))
        .isEqualTo(404);
    assertThat(
            problem(
                () ->
                    camunda
                        .newAssignUserTaskCommand(task.getUserTaskKey())
                        .assignee("late")
                        .send()
                        .join()))
        .isEqualTo(404);
  }

  @Test
  void shouldBeCancelledWithItsProcess() {
    UserTask task = ask();
    camunda.newCancelInstanceCommand(task.getProcessInstanceKey()).send().join();

    assertThat(eventually(() -> get(task).getState() == UserTaskState.CANCELED ? true : null))
        .isTrue();
  }

  @Test
  void shouldBeUpdated() {
    UserTask task = ask();
    OffsetDateTime due = OffsetDateTime.of(2030, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);

    camunda
        .newUpdateUserTaskCommand(task.getUserTaskKey())
        .dueDate(due.toString())
        .candidateGroups("juniors")
        .candidateUsers(List.of("ada"))
        .priority(10)
        .send()
        .join();

    UserTask updated = get(task);
    assertThat(updated.getDueDate()).isEqualTo(due);
    assertThat(updated.getCandidateGroups()).containsExactly("juniors");
    assertThat(updated.getCandidateUsers()).containsExactly("ada");
    assertThat(updated.getPriority()).isEqualTo(10);
    assertThat(updated.getState()).isEqualTo(UserTaskState.CREATED);

    camunda
        .newUpdateUserTaskCommand(task.getUserTaskKey())
        .clearDueDate()
        .clearCandidateGroups()
        .send()
        .join();
    assertThat(get(task).getDueDate()).isNull();
    assertThat(get(task).getCandidateGroups()).isEmpty();
    assertThat(get(task).getPriority()).isEqualTo(10);
  }

  @Test
  void shouldFindTasksOfPeople() {
    UserTask mine = ask();
    UserTask others = ask();
    camunda.newAssignUserTaskCommand(mine.getUserTaskKey()).assignee("zoe").send().join();

    assertThat(
            camunda
                .newUserTaskSearchRequest()
                .filter(
                    filter ->
                        filter
                            .assignee("zoe")
                            .candidateGroup("chiefs")
                            .state(UserTaskState.CREATED)
                            .creationDate(
                                date -> date.gt(OffsetDateTime.now().minus(Duration.ofHours(1)))))
                .send()
                .join()
                .items())
        .extracting(UserTask::getUserTaskKey)
        .containsExactly(mine.getUserTaskKey());
    assertThat(
            camunda
                .newUserTaskSearchRequest()
                .filter(
                    filter ->
                        filter
                            .assignee(assignee -> assignee.exists(false))
                            .userTaskKey(others.getUserTaskKey()))
                .send()
                .join()
                .items())
        .hasSize(1);
  }

  @Test
  void shouldFindTasksByVariables() {
    UserTask task = task(create("asking", Map.of("subject", "Buy it?", "ticket", "T-1")));

    assertThat(
            camunda
                .newUserTaskSearchRequest()
                .filter(
                    filter ->
                        filter
                            .processInstanceVariables(Map.of("ticket", "\"T-1\""))
                            .localVariables(Map.of("question", "\"Buy it?\"")))
                .send()
                .join()
                .items())
        .extracting(UserTask::getUserTaskKey)
        .containsExactly(task.getUserTaskKey());
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    String path = "/v2/user-tasks/" + ask().getUserTaskKey();

    assertThat(send("POST", path + "/assignment", "{}").statusCode()).isEqualTo(400);
    assertThat(send("PATCH", path, "{}").statusCode()).isEqualTo(400);
    assertThat(send("PATCH", path, "{\"changeset\": {\"dueDate\": \"tomorrow\"}}").statusCode())
        .isEqualTo(400);
    assertThat(send("POST", path + "/completion", "{\"varables\": {}}").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/v2/user-tasks/first", "").statusCode()).isEqualTo(400);
    assertThat(problem(() -> camunda.newUserTaskGetRequest(1).send().join())).isEqualTo(404);
  }
}
