package io.waggle.it;

import static io.waggle.bpmn.GateKind.IN_DOUBT;
import static io.waggle.bpmn.GateKind.LIMIT;
import static io.waggle.bpmn.GateKind.PLAN;
import static io.waggle.bpmn.GateKind.QUESTION;
import static io.waggle.bpmn.GateKind.TOOL_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.client.RunState;
import io.waggle.crashtest.Cluster;
import io.waggle.modeler.Chromium;
import io.waggle.modeler.FormLibrary;
import io.waggle.modeler.InChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every gate, and every choice that it offers, by clicking in its form; what is submitted goes
 * through the worker to the run's end. More about the forms: modeler's tests.
 */
@ExtendWith({TestCluster.class, InChromium.class})
@ResourceLock(InChromium.BROWSER)
class FormsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path files;

  private static Apiary apiary;
  private static Worker worker;
  private static AgentClient client;
  private static CamundaClient cluster;
  private static Person person;
  private static Chromium chromium;

  @BeforeAll
  static void start(Cluster addresses, Chromium browser) {
    apiary = new Apiary(files);
    worker = Worker.holding(addresses, Apiary.screenplay(), apiary.agents());
    client = TestCluster.client(addresses);
    cluster = TestCluster.engine(addresses);
    person = new Person(client);
    chromium = browser;
  }

  @AfterAll
  static void stop() {
    cluster.close();
    client.close();
    worker.close();
  }

  private static FormTask task(RunHandle run, GateKind kind, FormLibrary library) {
    return FormTask.taking(person.asked(run, kind), cluster, chromium.page(library));
  }

  @ParameterizedTest
  @EnumSource
  void shouldWorkOnThePlanThatWasApproved(FormLibrary library) {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    task(run, PLAN, library)
        .assertSays(Apiary.PLANNERS_TASK, "Read the scales")
        .choose("Approve: the agent works on this plan")
        .complete();

    assertEnded(run, Outcome.COMPLETED, Apiary.REPORT, Action.APPROVE);
  }

  @ParameterizedTest
  @EnumSource
  void shouldPlanAgainAsAPersonWantsAndWorkOnTheStepsAsThePersonChangedThem(FormLibrary library) {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    task(run, PLAN, library)
        .choose("Send it back: the agent plans again")
        .write("What should be different?", "Leave the swarms out, says " + library)
        .complete();
    task(run, PLAN, library)
        .assertSays("revision 2")
        .choose("Change the steps myself")
        .write("What is to be done", 0, "Read only the scale of hive 7, says " + library)
        .complete();

    assertEnded(run, Outcome.COMPLETED, Apiary.REPORT, Action.CHANGE, Action.EDIT);
    assertThat(worker.model().requests())
        .anyMatch(request -> request.body().contains("Leave the swarms out, says " + library))
        .anyMatch(request -> request.body().contains("the scale of hive 7, says " + library));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAskAgainWithWhatWasFilledIn(FormLibrary library) {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    task(run, PLAN, library)
        .choose("Change the steps myself")
        .write("Waits for steps", 0, "s3")
        .complete();
    FormTask again = task(run, PLAN, library);

    again.assertSays("Your last decision could not be used.", "wait for each other in a circle");
    assertThat(again.form().value("Waits for steps", 0)).isEqualTo("s3");
    again.write("Waits for steps", 0, "").complete();
    assertEnded(run, Outcome.COMPLETED, Apiary.REPORT, Action.EDIT);
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndTheRunWhosePlanWasRejected(FormLibrary library) {
    RunHandle run = client.start("planner", Apiary.PLANNERS_TASK);
    task(run, PLAN, library)
        .choose("Reject: the run ends")
        .write("Why not?", "it is too late for it")
        .complete();

    assertEnded(run, Outcome.REJECTED, "it is too late for it", Action.REJECT);
  }

  @ParameterizedTest
  @EnumSource
  void shouldWriteOnlyWhatAPersonLets(FormLibrary library) throws Exception {
    emptyFolder();
    Files.writeString(files.resolve("report.md"), Apiary.OLD_REPORT);
    RunHandle run = client.start("clerk", "Bring the weekly report up to date");
    task(run, TOOL_CALL, library)
        .assertSays("write_file", "-Hive 7: 31 kg", "+Hive 7: 34 kg")
        .choose("Approve: do it this once")
        .complete();
    task(run, TOOL_CALL, library)
        .choose("Change it: do it with the values")
        .write("Value", 0, "written by a person")
        .complete();
    task(run, TOOL_CALL, library)
        .choose("Reject: do not do it")
        .write("Why not?", "nobody reads it")
        .complete();
    task(run, TOOL_CALL, library).choose("Approve always").complete();

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

  private static void emptyFolder() throws IOException {
    try (var written = Files.list(files)) {
      for (Path file : written.toList()) {
        Files.delete(file);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHandThePersonsAnswersToTheModel(FormLibrary library) {
    RunHandle run = client.start("asker", "Paint the hives");
    task(run, QUESTION, library).choose("Forest green").complete();
    task(run, QUESTION, library).write("Your answer", "Next to the lime trees").complete();
    task(run, QUESTION, library)
        .choose("I cannot answer")
        .write("Why not?", "ask the mayor")
        .complete();
    task(run, QUESTION, library)
        .choose("Something else")
        .write("In your own words", "On Monday, if it is dry")
        .complete();

    assertEnded(
        run,
        Outcome.COMPLETED,
        "The hives are painted.",
        Action.ANSWER,
        Action.ANSWER,
        Action.SKIP,
        Action.ANSWER);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithWhatAPersonKnowsOfCallsInDoubt(FormLibrary library) {
    RunHandle run = client.start("sender", "Invite the beekeepers");
    task(run, IN_DOUBT, library)
        .choose("It happened")
        .write("What was the result?", "receipt 12")
        .complete();
    task(run, IN_DOUBT, library).choose("It did not happen").complete();
    task(run, IN_DOUBT, library).choose("I cannot tell").complete();

    assertEnded(
        run,
        Outcome.COMPLETED,
        "The letters are on their way.",
        Action.HAPPENED,
        Action.RUN,
        Action.SKIP);
    assertThat(apiary.attempts(run.id())).containsExactly("to Ada", "to Bob", "to Bob", "to Cyd");
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnAsFarAsAPersonLets(FormLibrary library) {
    RunHandle run = client.start("counter", "Count the bees");
    task(run, LIMIT, library).choose("Let it go on").write("How many more", "2").complete();
    task(run, LIMIT, library).choose("Finish: make a result").complete();

    assertEnded(run, Outcome.PARTIAL, "1,200 bees", Action.EXTEND, Action.FINISH);
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndTheRunThatAPersonStops(FormLibrary library) {
    RunHandle run = client.start("counter", "Count the bees");
    task(run, LIMIT, library).choose("Stop: end the whole run").complete();

    RunResult result = run.await(PATIENCE);

    assertThat(result.state()).isEqualTo(RunState.COMPLETED);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
  }

  /** From the model's answer over journal and variable into the browser. */
  @ParameterizedTest
  @EnumSource
  void shouldShowWhatAModelWroteAsItIs(FormLibrary library) {
    RunHandle run = client.start("trickster", Apiary.TRICK);
    task(run, PLAN, library)
        .assertSays(Apiary.TRICK, "What is to be done")
        .choose("Approve: the agent works on this plan")
        .complete();
    task(run, TOOL_CALL, library)
        .assertSays(Apiary.TRICK, "+" + Apiary.TRICK)
        .choose("Reject: do not do it")
        .complete();
    FormTask question = task(run, QUESTION, library).assertSays(Apiary.TRICK);
    question.choose("1. ").complete();

    assertEnded(run, Outcome.COMPLETED, "Step done.", Action.APPROVE, Action.REJECT, Action.ANSWER);
  }

  private static void assertEnded(
      RunHandle run, Outcome outcome, String text, Action... decisions) {
    RunResult result = run.await(PATIENCE);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.text()).contains(text);
    assertThat(result.decisions()).extracting(TakenDecision::action).containsExactly(decisions);
    assertThat(result.decisions()).extracting(TakenDecision::by).containsOnly(FormTask.PERSON);
  }
}
