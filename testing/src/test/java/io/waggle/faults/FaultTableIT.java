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

/** What the table of {@code docs/model-faults.md} says is what happens, row by row. */
class FaultTableIT {
  private static final FaultyEndpoint ENDPOINT = new FaultyEndpoint();
  private static final Map<String, Row> ROWS =
      FaultTable.rows().stream().collect(Collectors.toMap(Row::fault, Function.identity()));
  private static final List<Started> STARTED = new ArrayList<>();
  private static final List<TestBed> BEDS = new ArrayList<>();

  /** A variant of a fault, and the run that meets it; all go on side by side. */
  private record Started(String fault, String how, int number, TestBed bed, TestRun run) {}

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

  @BeforeAll
  static void start() {
    Map<String, TestBed> beds = Map.of("in one piece", bed(false), "streamed", bed(true));
    BEDS.addAll(beds.values());
    Faults.all()
        .forEach(
            (fault, variants) -> {
              for (List<Fault> answers : variants) {
                beds.forEach((how, bed) -> start(bed, how, fault, answers));
              }
            });
  }

  private static TestBed bed(boolean streaming) {
    return TestBed.open(
        TestBedSettings.agents(
                List.of(
                    Agent.named("clerk")
                        .model("play:clerk")
                        .instructions("You are clerk.")
                        .planning(Planning.NEVER)
                        .tools(new Desk())
                        .build()))
            .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl())
            .withProperty("waggle.providers.scripted-in-test.timeout", "PT3S")
            .withProperty(
                "waggle.providers.scripted-in-test.streaming", Boolean.toString(streaming)));
  }

  private static void start(TestBed bed, String how, String fault, List<Fault> answers) {
    int number = STARTED.size();
    String task = ENDPOINT.task(number, answers);
    STARTED.add(new Started(fault, how, number, bed, bed.start("clerk", task)));
  }

  @AfterAll
  static void stop() {
    BEDS.forEach(TestBed::close);
    ENDPOINT.close();
  }

  @Test
  void shouldTellOfEveryFaultThatIsTested() {
    assertThat(ROWS.keySet()).containsExactlyInAnyOrderElementsOf(Faults.all().keySet());
  }

  @TestFactory
  Stream<DynamicTest> shouldDoWhatTheTableSays() {
    return STARTED.stream()
        .map(
            started ->
                DynamicTest.dynamicTest(
                    "%s (%d, %s)".formatted(started.fault(), started.number(), started.how()),
                    () -> check(started, ROWS.get(started.fault()))));
  }

  private static void check(Started started, Row row) {
    TestRun run = started.run();
    IncidentStatus incident = row.ending() == Ending.RESOLVED ? run.awaitIncident() : null;
    if (incident == null) {
      assertThat(run.awaitEnd().variables())
          .containsEntry("outcome", row.ending().name().toLowerCase(Locale.ROOT));
    }

    List<JsonNode> asked = ENDPOINT.asked(started.number());
    assertThat(asked).hasSize(row.requests());
    JsonNode last = asked.getLast().path("messages");
    if (row.told().isEmpty()) {
      assertThat(last).isEqualTo(asked.getFirst().path("messages"));
    } else {
      assertThat(last.toString()).contains(row.told());
    }
    assertThat(row.seen().isEmpty()).isEqualTo(row.where() == Where.NOWHERE);
    String seen = seen(row.where(), started.bed(), run.status());
    assertThat(row.seen()).allSatisfy(words -> assertThat(seen).contains(words));

    if (incident != null) {
      started.bed().client().retry(incident.key());
      assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
      assertThat(ENDPOINT.asked(started.number())).hasSize(row.requests() + 1);
    }
  }

  /** In the third turn it has not gone round often enough, in the fourth it has. */
  @Test
  void shouldTellTheModelThatItGoesRoundInCirclesAfterThreeTurns() {
    Started circle =
        STARTED.stream()
            .filter(one -> one.fault().startsWith("the same call"))
            .findFirst()
            .orElseThrow();
    circle.run().awaitEnd();

    List<JsonNode> asked = ENDPOINT.asked(circle.number());
    assertThat(asked.get(2).toString()).doesNotContain("turns in a row");
    assertThat(asked.get(3).toString()).contains("For 3 turns in a row");
  }

  /** All that people find in such places. */
  private static String seen(Where where, TestBed bed, RunStatus run) {
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
