package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.command.MigrationPlan;
import io.camunda.client.api.command.MigrationPlan.MigrationPlanBuilderFinalStep;
import io.camunda.client.api.search.response.ProcessInstance;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.client.GateTask;
import io.waggle.client.ReplayRequest;
import io.waggle.client.TaskFilter;
import io.waggle.embedded.ElementRecord;
import io.waggle.embedded.ElementRecord.Change;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs under way are migrated to models that have changed: what docs/migration.md says. */
class MigrationIT {
  private static final HeldJobs HELD = new HeldJobs();
  private static final AtomicInteger PAID = new AtomicInteger();
  private static final Pattern NODE =
      Pattern.compile(
          "<bpmn:(?:\\w*[tT]ask|startEvent|endEvent|intermediate\\w+Event|\\w*Gateway|subProcess|callActivity) id=\"(\\w+)\"");

  /** Those that wait for a message or a timer; one that waits for an error has nothing to lose. */
  private static final Pattern WAITING_AT_THE_EDGE =
      Pattern.compile(
          "<bpmn:boundaryEvent id=\"(\\w+)\"(?:(?!</bpmn:boundaryEvent>)[\\s\\S])*<bpmn:(?:message|timer)EventDefinition");

  private static TestBed bed;

  /** Counts what it pays. */
  static final class Till {
    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay() {
      return "payment " + PAID.incrementAndGet();
    }
  }

  /** Counts, too; its calls may run again, so nothing stands between them and it. */
  static final class Ledger {
    @Tool(description = "Pays.", effect = Effect.IDEMPOTENT)
    String pay() {
      return "payment " + PAID.incrementAndGet();
    }
  }

  private static AgentBuilder agent(String name, Object tools) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(tools)
        .planning(Planning.NEVER);
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("payer", new Till()).build(),
                        agent("booker", new Ledger()).build(),
                        agent("asker", new Till()).approveTools("pay").build()))
                .withBean("held", HELD));
  }

  @AfterAll
  static void close() {
    HELD.release();
    bed.close();
  }

  @BeforeEach
  void reset() {
    PAID.set(0);
  }

  private static TestRun start(String agent) {
    bed.play(
        Screenplay.role(agent)
            .on(When.turn(0))
            .reply(Reply.call("pay", Map.of()))
            .otherwise("It is paid.")
            .build());
    return bed.start(agent, "Pay.");
  }

  /** What a run is at when it is migrated. */
  enum Moment {
    THINK("payer", JobType.THINK),
    TOOL("payer", JobType.TOOL),
    ONE_TOOL("booker", JobType.TOOL),
    GATE("asker", null);

    private final String agent;
    private final @Nullable JobType held;

    Moment(String agent, @Nullable JobType held) {
      this.agent = agent;
      this.held = held;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnInTheChangedModelsAndDoEverythingOnce(Moment moment) throws IOException {
    if (moment.held != null) {
      HELD.hold(moment.held);
    }
    TestRun run = start(moment.agent);
    if (moment.held == null) {
      bed.person("ada").isAsked(run, GateKind.TOOL_CALL);
    } else {
      await().atMost(TestBed.PATIENCE).until(() -> !HELD.held().isEmpty());
    }

    ChangedModels changed = ChangedModels.deploy(bed.camunda());
    List<ProcessInstance> migrated = migrate(run.key(), changed);
    if (moment.held == null) {
      bed.person("ada")
          .says(bed.person("ada").isAsked(run, GateKind.TOOL_CALL), decision("approve", Map.of()));
    } else {
      HELD.release();
    }

    assertThat(run.awaitEnd().result().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(run.result().text()).isEqualTo("It is paid.");
    assertThat(PAID).hasValue(1);
    assertThat(run.result().usage().llmCalls()).isEqualTo(2);
    assertThat(bed.model().requests()).hasSize(2);
    assertThat(migrated)
        .extracting(ProcessInstance::getProcessDefinitionId)
        .contains(Models.AGENT, Models.STEP);
    assertThat(completed("AddedToRun" + changed.number())).isEqualTo(1);
    assertThat(completed("AddedToStep" + changed.number())).isEqualTo(1);
  }

  @Test
  void shouldKeepTheVersionThatItBeganWithWhereNobodyMigratesIt() throws IOException {
    HELD.hold(JobType.TOOL);
    TestRun run = start("payer");
    await().atMost(TestBed.PATIENCE).until(() -> !HELD.held().isEmpty());

    ChangedModels changed = ChangedModels.deploy(bed.camunda());
    HELD.release();

    assertThat(run.awaitEnd().result().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(PAID).hasValue(1);
    assertThat(completed("AddedToRun" + changed.number())).isZero();
    assertThat(completed("AddedToStep" + changed.number())).isZero();

    TestRun next = start("payer");
    assertThat(next.awaitEnd().result().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(completed("AddedToRun" + changed.number())).isEqualTo(1);
    assertThat(completed("AddedToStep" + changed.number())).isEqualTo(1);
  }

  @Test
  void shouldBeRecreatedInTheChangedModelsAndPassByWhatItDid() throws IOException {
    bed.play(
        Screenplay.role("asker")
            .on(When.turn(0))
            .reply(Reply.call("pay", Map.of()))
            .on(When.turn(1))
            .reply(Reply.call("pay", Map.of()))
            .otherwise("It is paid.")
            .build());
    TestRun run = bed.start("asker", "Pay twice.");
    approve(bed.person("ada").isAsked(run, GateKind.TOOL_CALL));
    bed.person("ada").isAsked(run, GateKind.TOOL_CALL);
    assertThat(PAID).hasValue(1);
    ChangedModels changed = ChangedModels.deploy(bed.camunda());

    bed.client().terminate(run.id());
    bed.client().replay(ReplayRequest.of(run.id(), "asker"));
    TaskFilter again = TaskFilter.ofRun(run.id()).about(GateKind.TOOL_CALL);
    approve(
        await()
            .atMost(TestBed.PATIENCE)
            .ignoreExceptions()
            .until(() -> bed.client().tasks(again), open -> open.size() == 1)
            .getFirst());

    assertThat(bed.client().await(run.id(), TestBed.PATIENCE).outcome())
        .isEqualTo(Outcome.COMPLETED);
    assertThat(PAID).hasValue(2);
    assertThat(bed.model().requests()).hasSize(3);
    assertThat(completed("AddedToRun" + changed.number())).isEqualTo(1);
    assertThat(completed("AddedToStep" + changed.number())).isEqualTo(1);
  }

  private static void approve(GateTask task) {
    bed.person("ada").says(task, decision("approve", Map.of()));
  }

  private static long completed(String element) {
    return bed.records().elements().stream()
        .filter(record -> record.change() == Change.COMPLETED)
        .map(ElementRecord::element)
        .filter(element::equals)
        .count();
  }

  /** The run and all that it called, from the top, as one would in Operate. */
  private static List<ProcessInstance> migrate(long run, ChangedModels changed) throws IOException {
    List<ProcessInstance> migrated = new ArrayList<>();
    List<Long> level = List.of(run);
    while (!level.isEmpty()) {
      List<Long> below = new ArrayList<>();
      for (long key : level) {
        ProcessInstance instance = bed.camunda().newProcessInstanceGetRequest(key).send().join();
        bed.camunda()
            .newMigrateProcessInstanceCommand(key)
            .migrationPlan(plan(instance.getProcessDefinitionId(), changed))
            .send()
            .join();
        migrated.add(instance);
        bed
            .camunda()
            .newProcessInstanceSearchRequest()
            .filter(called -> called.parentProcessInstanceKey(key))
            .send()
            .join()
            .items()
            .stream()
            .filter(called -> called.getEndDate() == null)
            .forEach(called -> below.add(called.getProcessInstanceKey()));
      }
      level = below;
    }
    return migrated;
  }

  /** Each element becomes the one of the same id. */
  private static MigrationPlan plan(String process, ChangedModels changed) throws IOException {
    String model = ChangedModels.resource("bpmn/%s.bpmn".formatted(process));
    List<String> elements =
        Stream.of(NODE, WAITING_AT_THE_EDGE)
            .flatMap(pattern -> pattern.matcher(model).results())
            .map(element -> element.group(1))
            .toList();
    MigrationPlanBuilderFinalStep plan =
        MigrationPlan.newBuilder()
            .withTargetProcessDefinitionKey(
                Objects.requireNonNull(changed.definitions().get(process)))
            .addMappingInstruction(elements.getFirst(), elements.getFirst());
    for (String element : elements.subList(1, elements.size())) {
      plan = plan.addMappingInstruction(element, element);
    }
    return plan.build();
  }
}
