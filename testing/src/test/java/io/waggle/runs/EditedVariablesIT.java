package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.client.RunStatus;
import io.waggle.embedded.VariableRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People edit variables of runs in Operate. Each run goes on sensibly, or says what is missing, in
 * words that are none of Java's.
 */
class EditedVariablesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** In the process of the run. */
  private static final List<String> OF_RUN =
      List.of("run", "plan", "progress", "usage", "decision", "outcome", "waveResults");

  /** In the process of the step. */
  private static final List<String> OF_STEP =
      List.of(
          "run",
          "planRef",
          "step",
          "results",
          "turn",
          "observations",
          "extension",
          "hold",
          "toolCall",
          "observation",
          "stepResult",
          "lookAgain");

  private static final List<String> VALUES =
      List.of("null", "\"by hand\"", "7", "[]", "[null]", "{}");

  private static final HeldJobs HELD = new HeldJobs();

  private static TestBed bed;

  static final class Desk {
    @Tool(description = "Looks.", effect = Effect.READ)
    String look() {
      return "seen";
    }
  }

  @BeforeAll
  static void open() {
    Agent planner =
        Agent.named("planner")
            .model("play:planner")
            .instructions("You are planner.")
            .tools(new Desk())
            .planning(Planning.ALWAYS)
            .build();
    bed = TestBed.open(TestBedSettings.agents(List.of(planner)).withBean("held", HELD));
  }

  @AfterAll
  static void close() {
    HELD.release();
    bed.close();
  }

  /** One variable of one run, and what becomes of it. */
  private record Edit(TestRun run, String process, String name, String value) {
    @Override
    public String toString() {
      return "%s of %s set to %s".formatted(name, process, value);
    }
  }

  private static Stream<Edit> edits() {
    return VALUES.stream()
        .flatMap(
            value ->
                Stream.concat(
                    OF_RUN.stream().map(name -> edit(Models.AGENT, name, value)),
                    OF_STEP.stream().map(name -> edit(Models.STEP, name, value))));
  }

  private static Edit edit(String process, String name, String value) {
    return new Edit(bed.start("planner", "The task"), process, name, value);
  }

  private static Map<String, String> step(String id) {
    return Map.of("id", id, "title", "Step " + id, "instruction", "Do part " + id + ".");
  }

  @Test
  void shouldGoOnOrSayWhatIsMissingWhateverVariableIsEdited() {
    bed.play(
        Screenplay.role("planner")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(Reply.call("make_plan", Map.of("steps", List.of(step("s1"), step("s2")))))
            .on(When.turn(0).offering("look"))
            .reply(Reply.call("look", Map.of()).andCall("look", Map.of()))
            .on(When.ALWAYS.offering("look"))
            .reply("Step done.")
            .otherwise("All done.")
            .build());
    HELD.hold(JobType.TOOL);
    List<Edit> edits = edits().toList();
    await().atMost(PATIENCE).until(() -> HELD.held().size() == edits.size());
    List<VariableRecord> variables = bed.records().variables();

    edits.forEach(edit -> apply(edit, variables));
    HELD.release();

    List<String> wrong = new ArrayList<>();
    edits.forEach(edit -> problem(edit).ifPresent(wrong::add));
    assertThat(wrong).isEmpty();
    assertThat(bed.records().failedJobs())
        .allSatisfy(job -> assertThat(job.message()).satisfies(HandWords::areForPeople));
    Conversations.assertAccepted(bed.model().requests());
  }

  private static void apply(Edit edit, List<VariableRecord> variables) {
    long instance = edit.process().equals(Models.AGENT) ? edit.run().key() : step(edit.run());
    long scope =
        variables.stream()
            .filter(variable -> variable.processInstance() == instance)
            .filter(
                variable -> variable.name().equals(edit.name()) || variable.name().equals("run"))
            .reduce((earlier, later) -> later.name().equals(edit.name()) ? later : earlier)
            .orElseThrow()
            .scope();
    try {
      JsonNode value = JSON.readTree(edit.value());
      new Operator(bed).set(scope, edit.name(), value);
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static long step(TestRun run) {
    String key = "\"key\":\"%d\"".formatted(run.key());
    return bed.records().variables().stream()
        .filter(variable -> variable.name().equals("run") && variable.value().contains(key))
        .mapToLong(VariableRecord::processInstance)
        .filter(instance -> instance != run.key())
        .findFirst()
        .orElseThrow();
  }

  private static java.util.Optional<String> problem(Edit edit) {
    await(edit.toString())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> endedOrStandsStill(edit.run()));
    RunStatus status = edit.run().status();
    return status.incidents().stream()
        .map(incident -> incident.message())
        .filter(message -> !HandWords.readable(message))
        .map(message -> edit + ": " + message)
        .findFirst();
  }

  private static boolean endedOrStandsStill(TestRun run) {
    RunStatus status = run.status();
    return status.state().ended() || !status.incidents().isEmpty();
  }
}
