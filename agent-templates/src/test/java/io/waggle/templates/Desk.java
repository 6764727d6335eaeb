package io.waggle.templates;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.embedded.IncidentRecord;
import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One engine and worker for all tests of the processes; hands itself out. */
public final class Desk implements ParameterResolver, CloseableResource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Tools TOOLS = new Tools();

  static final TestBedSettings SETTINGS = TestBedSettings.agents(agents());

  private final HeldOutcome hold = new HeldOutcome();
  private TestBed bed;

  /** What is booked, and which booking it is. */
  public record Booking(int cents, int number) {}

  static final class Tools {
    private final AtomicInteger refunds = new AtomicInteger();

    @Tool(description = "Books a refund.", effect = Effect.ONCE)
    Booking refund(int cents) {
      if (cents > 1_000) {
        throw new NothingDoneException("more than 1,000 cents");
      }
      int number = refunds.incrementAndGet();
      if (cents == 13) {
        throw new IllegalStateException("the line is dead");
      }
      return new Booking(cents, number);
    }
  }

  private static List<Agent> agents() {
    return Stream.concat(
            Stream.of(
                    "writer",
                    "solver",
                    "evaluator",
                    "judge",
                    "dispatcher",
                    "billing",
                    "technology",
                    "generalist",
                    "planner",
                    "worker",
                    "clerk")
                .map(name -> agent(name).build()),
            Stream.of(agent("strict").approveTools("refund").build()))
        .toList();
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER)
        .tools(TOOLS);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Desk.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Desk.class))
        .getOrComputeIfAbsent(Desk.class, absent -> new Desk().opened(), Desk.class);
  }

  private Desk opened() {
    bed = TestBed.open(SETTINGS.withBean("hold", hold));
    return this;
  }

  @Override
  public void close() {
    bed.close();
  }

  TestBed bed() {
    return bed;
  }

  HeldOutcome hold() {
    return hold;
  }

  /** How often a refund was booked since {@link #forget}. */
  AtomicInteger refunds() {
    return TOOLS.refunds;
  }

  void forget() {
    bed.play(Screenplay.role("nobody").otherwise("Nothing.").build());
    TOOLS.refunds.set(0);
  }

  /** Processes, and forms that are named with their ends, in one deployment. */
  void deploy(String... names) {
    deploy(Map.of(), names);
  }

  /**
   * @param changes texts of the processes, and what is there in their place
   */
  void deploy(Map<String, String> changes, String... names) {
    var command = bed.camunda().newDeployResourceCommand();
    DeployResourceCommandStep2 all = null;
    for (String name : names) {
      String file = name.contains(".") ? name : name + ".bpmn";
      String text = text("/processes/" + file);
      for (var change : changes.entrySet()) {
        text = text.replace(change.getKey(), change.getValue());
      }
      all =
          all == null
              ? command.addResourceStringUtf8(text, file)
              : all.addResourceStringUtf8(text, file);
    }
    Objects.requireNonNull(all).send().join();
  }

  private static String text(String resource) {
    try (var in = Desk.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long start(String process, Map<String, Object> variables) {
    return bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  void awaitEnd(long instance) {
    await().atMost(TestBed.PATIENCE).until(() -> bed.records().hasEnded(instance));
  }

  JsonNode json(long instance, String name) {
    try {
      return JSON.readTree(bed.records().lastValue(instance, name).orElse("null"));
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  Object value(long instance, String name) {
    return JSON.convertValue(json(instance, name), Object.class);
  }

  IncidentRecord incident(long instance, int number) {
    return await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.records().incidents().stream()
                    .filter(incident -> incident.processInstance() == instance)
                    .toList(),
            found -> found.size() >= number)
        .get(number - 1);
  }

  void resolve(IncidentRecord raised) {
    var incident =
        bed.camunda()
            .newIncidentSearchRequest()
            .filter(filter -> filter.processInstanceKey(raised.processInstance()))
            .send()
            .join()
            .items()
            .getLast();
    bed.camunda().newUpdateRetriesCommand(incident.getJobKey()).retries(4).send().join();
    bed.camunda().newResolveIncidentCommand(incident.getIncidentKey()).send().join();
  }

  void set(IncidentRecord incident, Map<String, Object> variables) {
    bed.camunda()
        .newSetVariablesCommand(incident.elementInstance())
        .variables(variables)
        .local(true)
        .send()
        .join();
  }
}
