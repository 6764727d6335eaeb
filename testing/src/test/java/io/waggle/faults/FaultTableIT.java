package io.waggle.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunStatus;
import io.waggle.client.StepStatus;
import io.waggle.embedded.FailedJobRecord;
import io.waggle.embedded.VariableRecord;
import io.waggle.faults.FaultTable.Ending;
import io.waggle.faults.FaultTable.Row;
import io.waggle.faults.FaultTable.Where;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What the table of {@code docs/model-faults.md} says is what happens, row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableIT {
  private static final Map<String, Row> ROWS =
      FaultTable.rows().stream().collect(Collectors.toMap(Row::fault, Function.identity()));

  private final FaultyEndpoint endpoint = new FaultyEndpoint();
  private final List<Started> started = new ArrayList<>();
  private TestBed bed;

  /** A variant of a fault, and the run that meets it; all go on side by side. */
  private record Started(String fault, int number, TestRun run) {}

  static final class Desk {
    @Tool(description = "Finds something.", effect = Effect.READ)
    String find(@Param("what") String query) {
      return "found " + query;
    }

    @Tool(description = "Looks.", effect = Effect.READ)
    String look() {
      return "seen";
    }
  }

  /** How the provider's answers come. */
  boolean isStreamed() {
    return false;
  }

  @BeforeAll
  void start() {
    bed = bed();
    Faults.all()
        .forEach(
            (fault, variants) -> {
              for (List<Fault> answers : variants) {
                int number = started.size();
                String task = endpoint.task(number, answers);
                started.add(new Started(fault, number, bed.start("clerk", task)));
              }
            });
  }

  @AfterAll
  void stop() {
    bed.close();
    endpoint.close();
  }

  private TestBed bed() {
    return TestBed.open(
        TestBedSettings.agents(
                List.of(
                    Agent.named("clerk")
                        .model("play:clerk")
                        .instructions("You are clerk.")
                        .planning(Planning.NEVER)
                        .tools(new Desk())
                        .build()))
            .withProperty("waggle.providers.scripted-in-test.base-url", endpoint.baseUrl())
            // all runs begin at once: what answers late because of that is no fault
            .withProperty("waggle.providers.scripted-in-test.timeout", "PT12S")
            .withProperty(
                "waggle.providers.scripted-in-test.streaming", Boolean.toString(isStreamed())));
  }

  @Test
  void shouldTellOfEveryFaultThatIsTested() {
    assertThat(ROWS.keySet()).containsExactlyInAnyOrderElementsOf(Faults.all().keySet());
  }

  @TestFactory
  Stream<DynamicTest> shouldDoWhatTheTableSays() {
    return started.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    "%s (%d)".formatted(each.fault(), each.number()),
                    () -> check(each, ROWS.get(each.fault()))));
  }

  private void check(Started each, Row row) {
    TestRun run = each.run();
    IncidentStatus incident = row.ending() == Ending.RESOLVED ? run.awaitIncident() : null;
    if (incident == null) {
      assertThat(run.awaitEnd().variables())
          .containsEntry("outcome", row.ending().name().toLowerCase(Locale.ROOT));
    }

    List<JsonNode> asked = endpoint.asked(each.number());
    assertThat(asked).hasSize(row.requests());
    JsonNode last = asked.getLast().path("messages");
    if (row.told().isEmpty()) {
      assertThat(last).isEqualTo(asked.getFirst().path("messages"));
    } else {
      assertThat(last.toString()).contains(row.told());
    }
    assertThat(row.seen().isEmpty()).isEqualTo(row.where() == Where.NOWHERE);
    String seen = seen(row.where(), run.status());
    assertThat(row.seen()).allSatisfy(words -> assertThat(seen).contains(words));

    if (incident != null) {
      bed.client().retry(incident.key());
      assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
      assertThat(endpoint.asked(each.number())).hasSize(row.requests() + 1);
    }
  }

  /** In the third turn it has not gone round often enough, in the fourth it has. */
  @Test
  void shouldTellTheModelThatItGoesRoundInCirclesAfterThreeTurns() {
    Started circle =
        started.stream()
            .filter(one -> one.fault().startsWith("the same call"))
            .findFirst()
            .orElseThrow();
    circle.run().awaitEnd();

    List<JsonNode> asked = endpoint.asked(circle.number());
    assertThat(asked.get(2).toString()).doesNotContain("turns in a row");
    assertThat(asked.get(3).toString()).contains("For 3 turns in a row");
  }

  /** All that people find in such places. */
  private String seen(Where where, RunStatus run) {
    Set<Long> steps =
        run.steps().stream()
            .map(StepStatus::key)
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toSet());
    Stream<String> texts =
        switch (where) {
          case NOWHERE -> Stream.of();
          case JOB ->
              bed.records().failedJobs().stream()
                  .filter(job -> steps.contains(job.processInstance()))
                  .map(FailedJobRecord::message);
          case TURN ->
              bed.records().variables().stream()
                  .filter(variable -> variable.name().equals("turn"))
                  .filter(variable -> steps.contains(variable.processInstance()))
                  .map(VariableRecord::value);
          case RESULT -> Stream.of(String.valueOf(run.result()));
          case INCIDENT -> run.incidents().stream().map(IncidentStatus::message);
        };
    return texts.collect(Collectors.joining("\n"));
  }
}
