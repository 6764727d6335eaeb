package io.waggle.it;

import static io.waggle.bpmn.GateKind.IN_DOUBT;
import static io.waggle.bpmn.GateKind.LIMIT;
import static io.waggle.bpmn.GateKind.PLAN;
import static io.waggle.bpmn.GateKind.QUESTION;
import static io.waggle.bpmn.GateKind.TOOL_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.client.RunState;
import io.waggle.platform.Addresses;
import io.waggle.platform.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every gate, and every choice that it offers, by clicking in the real Tasklist. */
@ExtendWith(LocalPlatform.class)
class TasklistIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path files;

  private static Apiary apiary;
  private static Worker worker;
  private static AgentClient client;
  private static Person person;
  private static Chromium chromium;

  @BeforeAll
  static void start(Platform platform) throws Exception {
    Files.writeString(files.resolve("report.md"), Apiary.OLD_REPORT);
    apiary = new Apiary(files);
    worker = Worker.holding(platform, Apiary.screenplay(), apiary.agents());
    client = LocalPlatform.client(platform);
    person = new Person(client);
    chromium = new Chromium(platform);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    client.close();
    worker.close();
  }

  private static TaskPage task(RunHandle run, GateKind kind) {
    return TaskPage.taking(person.asked(run, kind), chromium);
  }

  @Test
  void shouldWorkOnThePlanThatWasApproved() {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    TaskPage form = task(run, PLAN);

    form.assertSays(Apiary.PLANNERS_TASK, "Read the scales");
    form.choose("Approve: the agent works on this plan").picture("approve-plan").complete();

    assertEnded(run, Outcome.COMPLETED, Apiary.REPORT, Action.APPROVE);
  }

  @Test
  void shouldPlanAgainAsAPersonWantsAndWorkOnTheStepsAsThePersonChangedThem() {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    task(run, PLAN)
        .choose("Send it back: the agent plans again")
        .write("What should be different?", "Leave the swarms out")
        .picture("approve-plan-change")
        .complete();
    TaskPage again = task(run, PLAN);
    again.assertSays("revision 2");
    again
        .choose("Change the steps myself")
        .write("What is to be done", 0, "Read only the scale of hive 7.")
        .picture("approve-plan-edit")
        .complete();

    assertEnded(run, Outcome.COMPLETED, Apiary.REPORT, Action.CHANGE, Action.EDIT);
    assertThat(worker.model().requests())
        .anyMatch(request -> request.body().contains("Leave the swarms out"))
        .anyMatch(request -> request.body().contains("Read only the scale of hive 7."));
  }

  @Test
  void shouldEndTheRunWhosePlanWasRejected() {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    task(run, PLAN)
        .choose("Reject: the run ends")
        .write("Why not?", "it is too late for it")
        .complete();

    assertEnded(run, Outcome.REJECTED, "it is too late for it", Action.REJECT);
  }

  @Test
  void shouldWriteOnlyWhatAPersonLets() throws Exception {
    RunHandle run = client.start("clerk", "Bring the weekly report up to date");
    TaskPage form = task(run, TOOL_CALL);
    form.assertSays("write_file", "-Hive 7: 31 kg", "+Hive 7: 34 kg");
    form.choose("Approve: do it this once").picture("approve-tool-call").complete();
    task(run, TOOL_CALL)
        .choose("Change it: do it with the values")
        .write("Value", 0, "written by a person")
        .picture("approve-tool-call-edit")
        .complete();
    task(run, TOOL_CALL)
        .choose("Reject: do not do it")
        .write("Why not?", "nobody reads it")
        .picture("approve-tool-call-reject")
        .complete();
    task(run, TOOL_CALL).choose("Approve always").complete();

    assertEnded(
        run,
        Outcome.COMPLETED,
        "All is filed.",
        Action.APPROVE,
        Action.EDIT,
        Action.REJECT,
        Action.APPROVE_ALL);
    assertThat(files.resolve("report.md")).hasContent(Apiary.NEW_REPORT);
    assertThat(files.resolve("notes.md")).hasContent("written by a person");
    assertThat(files.resolve("rejected.md")).doesNotExist();
    assertThat(files.resolve("archive-1.md")).exists();
    assertThat(files.resolve("archive-2.md")).as("not asked about").exists();
  }

  @Test
  void shouldHandThePersonsAnswersToTheModel() {
    RunHandle run = client.start("asker", "Paint the hives");
    task(run, QUESTION).choose("Forest green").picture("answer-question").complete();
    task(run, QUESTION)
        .write("Your answer", "Next to the lime trees")
        .picture("answer-question-free")
        .complete();
    task(run, QUESTION)
        .choose("I cannot answer")
        .write("Why not?", "ask the mayor")
        .picture("answer-question-skip")
        .complete();

    assertEnded(
        run,
        Outcome.COMPLETED,
        "The hives are painted.",
        Action.ANSWER,
        Action.ANSWER,
        Action.SKIP);
  }

  @Test
  void shouldGoOnWithWhatAPersonKnowsOfCallsInDoubt() {
    RunHandle run = client.start("sender", "Invite the beekeepers");
    task(run, IN_DOUBT)
        .choose("It happened")
        .write("What came of it?", "receipt 12")
        .picture("resolve-in-doubt-call")
        .complete();
    task(run, IN_DOUBT).choose("It did not happen").complete();
    task(run, IN_DOUBT).choose("I cannot tell").complete();

    assertEnded(
        run,
        Outcome.COMPLETED,
        "The letters are on their way.",
        Action.HAPPENED,
        Action.RUN,
        Action.SKIP);
    assertThat(apiary.attempts()).containsExactly("to Ada", "to Bob", "to Bob", "to Cyd");
  }

  @Test
  void shouldGoOnAsFarAsAPersonLets() {
    RunHandle run = client.start("counter", "Count the bees");
    task(run, LIMIT)
        .choose("Let it go on")
        .write("How many more", "2")
        .picture("extend-limit")
        .complete();
    task(run, LIMIT).choose("Finish: make a result").complete();

    assertEnded(run, Outcome.PARTIAL, "1,200 bees", Action.EXTEND, Action.FINISH);
  }

  @Test
  void shouldEndTheRunThatAPersonStops() {
    RunHandle run = client.start("counter", "Count the bees");
    task(run, LIMIT).choose("Stop: end the whole run").complete();

    RunResult result = run.await(PATIENCE);

    assertThat(result.state()).isEqualTo(RunState.COMPLETED);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
  }

  private static void assertEnded(
      RunHandle run, Outcome outcome, String text, Action... decisions) {
    RunResult result = run.await(PATIENCE);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.text()).contains(text);
    assertThat(result.decisions()).extracting(TakenDecision::action).containsExactly(decisions);
    assertThat(result.decisions()).extracting(TakenDecision::by).containsOnly(Addresses.USER);
  }
}
