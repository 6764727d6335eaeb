package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.GateTask;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The incidents that need a person: what they say, and that the run goes on to its end once they
 * are resolved. What a worker alone can mend is in {@link ChangedWorkerIT}.
 */
@ExtendWith(TestCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncidentsIT {
  private static final String AGENT = "patient";
  private static final String BUSY = "All lines are busy";
  private static final String VOYAGE = "Sail round the island";
  private static final String ANSWER = "All is well again.";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Harbour HARBOUR = new Harbour();

  /** The runs, which come to their incidents while others are looked at. */
  private static final Map<Refusal, Long> REFUSED = new EnumMap<>(Refusal.class);

  private static Worker worker;
  private static AgentClient client;
  private static CamundaClient engine;
  private static long busy;
  private static long voyage;

  /** What a provider refuses for good, and what a person is to do about it. */
  enum Refusal {
    KEY(Fault.status(401), "rejects the key (401", "set waggle.providers.play.api-key"),
    FORBIDDEN(Fault.status(403), "does not allow this (403", "give the key access to the model"),
    MONEY(Fault.status(402), "The quota of the provider 'play' is used up (402", "top up"),
    QUOTA(
        Fault.status(429).error("insufficient_quota", "You exceeded your current quota."),
        "The quota of the provider 'play' is used up (429",
        "top up the account or raise its limit"),
    MODEL(
        Fault.status(404).error("model_not_found", "The model does not exist."),
        "has no model 'patient'",
        "correct the agent's model or get access to it"),
    ADDRESS(
        Fault.status(404).error("not_found", "Nothing here."),
        "finds nothing at http://",
        "correct the agent's model or the provider's base-url"),
    REQUEST(
        Fault.status(400).error("invalid_request", "Temperature is not supported."),
        "does not accept the request (400",
        "correct the agent or the provider's settings"),
    LENGTH(
        Fault.status(400).error("context_length_exceeded", "Too many tokens."),
        "The conversation is too long",
        "give the agent a model with a larger context window");

    private final Fault fault;
    private final String wrong;
    private final String remedy;

    Refusal(Fault fault, String wrong, String remedy) {
      this.fault = fault;
      this.wrong = wrong;
      this.remedy = remedy;
    }

    String task() {
      return "Live through " + name();
    }
  }

  /** Moors boats, but lets none of them go while it is frozen. */
  static final class Harbour {
    private final AtomicBoolean frozen = new AtomicBoolean(true);
    private final List<String> left = new CopyOnWriteArrayList<>();

    @Tool(description = "Moors a boat.", undo = "leave")
    String moor(@Param("name of the boat") String boat) {
      return boat + " is moored";
    }

    void leave(String boat) {
      if (frozen.get()) {
        throw new IllegalStateException("The harbour is frozen");
      }
      left.add(boat);
    }
  }

  private static Screenplay screenplay() {
    ScreenplayBuilder play = Screenplay.role(AGENT);
    for (Refusal refusal : Refusal.values()) {
      play.on(When.ALWAYS.task(refusal.task())).fault(refusal.fault.times(1)).reply(ANSWER);
    }
    play.on(When.ALWAYS.task(BUSY)).fault(Fault.status(503).times(8)).reply(ANSWER);
    play.otherwise(ANSWER);
    play.role("pilgrim")
        .on(When.turn(0))
        .reply(Reply.call("ask_human", Map.of("question", "Which way?")))
        .otherwise(ANSWER);
    return play.role("sailor")
        .on(When.turn(0))
        .reply(Reply.call("moor", Map.of("boat", "Albatross")))
        .on(When.turn(1))
        .reply(Reply.call("give_up", Map.of("reason", "There is no wind.")))
        .build();
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  @BeforeAll
  static void start(Cluster cluster) {
    worker =
        Worker.holding(
            cluster,
            screenplay(),
            List.of(
                agent(AGENT).build(),
                agent("pilgrim").askHuman().build(),
                agent("sailor").tools(HARBOUR).undoOnFailure().build()));
    client = TestCluster.client(cluster);
    engine = TestCluster.engine(cluster);
    for (Refusal refusal : Refusal.values()) {
      REFUSED.put(refusal, client.start(AGENT, refusal.task()).key());
    }
    busy = client.start(AGENT, BUSY).key();
    voyage = client.start("sailor", VOYAGE).key();
  }

  @AfterAll
  static void stop() {
    engine.close();
    client.close();
    worker.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnAfterAProviderRefused(Refusal refusal) {
    long run = REFUSED.get(refusal);

    incident(run).assertSays(refusal.wrong, refusal.remedy, "resolve this incident").retry();

    assertAnswered(run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          task   | "  "             | "Find the way" | 'task' is empty, it must say what the agent is to do
          limits | {"maxTurnz":3}   | {"maxTurns":3} | 'limits' has a member 'maxTurnz'
          limits | {"maxTurns":"a"} | {"maxTurns":3} | 'limits.maxTurns' does not fit
          """)
  void shouldGoOnAfterAStartVariableWasCorrected(
      String variable, String wrong, String right, String said) throws Exception {
    long run = started(variable, wrong);

    incident(run).assertSays(said, "resolve this incident").set(variable, right).retry();

    assertAnswered(run);
  }

  @Test
  void shouldGoOnAfterAMissingStartVariableWasAdded() throws Exception {
    long run = started("other", "1");

    incident(run)
        .assertSays("'task' is missing. Add it", "resolve this incident")
        .set("task", "\"Find the way\"")
        .retry();

    assertAnswered(run);
  }

  @Test
  void shouldGoOnAfterTheSubjectOfAGateWasRepaired() {
    RunHandle run = client.start("pilgrim", "Find the way");
    GateTask task = new Person(client).asked(run, GateKind.QUESTION);
    String subject = variable(task.gate(), "subject");
    engine.newSetVariablesCommand(task.gate()).variables("{\"subject\":{}}").send().join();
    client.decide(task.key(), Decision.of(Action.ANSWER).withAnswer("Left"), Duration.ZERO);

    incident(run.key())
        .assertSays("The variable 'subject' has no 'toolCall'", "edit the variable", "resolve this")
        .set("subject", subject)
        .retry();

    assertAnswered(run.key());
  }

  private static long started(String variable, String json) throws Exception {
    Map<String, Object> variables = new HashMap<>(Map.of("agent", AGENT));
    if (!variable.equals("other")) {
      variables.put("task", "Find the way");
    }
    variables.put(variable, new ObjectMapper().readValue(json, Object.class));
    return engine
        .newCreateInstanceCommand()
        .bpmnProcessId(Models.AGENT)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldGoOnAfterAllAttemptsWereUsedUp() {
    incident(busy)
        .assertSays("cannot answer now (503", "That was the last attempt", "resolve this incident")
        .retry();

    assertAnswered(busy);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldUndoOnceThatIsPossible() {
    OpenIncident incident = incident(voyage);
    incident.assertSays(
        "'moor' could not be undone", "The harbour is frozen", "resolve this incident");
    HARBOUR.frozen.set(false);
    incident.retry();

    assertThat(client.await(Long.toString(voyage), PATIENCE).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(HARBOUR.left).containsExactly("Albatross");
  }

  private static OpenIncident incident(long run) {
    return OpenIncident.of(run, engine);
  }

  /** The value of a variable, as JSON. */
  private static String variable(long instance, String name) {
    return engine
        .newVariableSearchRequest()
        .filter(variable -> variable.processInstanceKey(instance).name(name))
        .withFullValues()
        .send()
        .join()
        .singleItem()
        .getValue();
  }

  private static void assertAnswered(long run) {
    var result = client.await(Long.toString(run), PATIENCE);
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.text()).isEqualTo(ANSWER);
  }
}
