package io.waggle.it;

import static io.waggle.bpmn.GateKind.PLAN;
import static io.waggle.bpmn.GateKind.QUESTION;
import static io.waggle.bpmn.GateKind.TOOL_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.Login;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People decide through the client, as somebody at a terminal does. */
@ExtendWith(TestCluster.class)
class GatesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Lists shorten variables beyond 8,191 characters. */
  private static final String LONG = "word ".repeat(2_000);

  /** Who decides; the engine asks nobody for a password. */
  private static final Login ADA = new Login("ada", "secret");

  private static final AtomicInteger PAYMENTS = new AtomicInteger();

  private static Worker worker;
  private static AgentClient client;
  private static Person person;

  static final class Bank {
    @Tool(description = "Pays.")
    String pay(int cents) {
      PAYMENTS.incrementAndGet();
      return "paid " + cents;
    }
  }

  static final class Notebook {
    @Tool(description = "Notes something.")
    String note(String text) {
      return "noted " + text.length();
    }
  }

  @BeforeAll
  static void start(Cluster cluster) {
    worker =
        Worker.holding(
            cluster,
            Screenplay.role("gated")
                .on(When.ALWAYS.offering("make_plan"))
                .reply(plan())
                .on(When.ALWAYS.offering("give_up"))
                .reply("Step done.")
                .otherwise("never asked")
                .role("payer")
                .on(When.turn(0))
                .reply(Reply.call("pay", Map.of("cents", 100)))
                .on(When.turn(1).toolResult("paid 100"))
                .reply("It is paid.")
                .on(When.turn(1).toolResult("too much"))
                .reply("It was not paid.")
                .role("notary")
                .on(When.turn(0))
                .reply(Reply.call("note", Map.of("text", LONG)))
                .on(When.turn(1).toolResult("noted " + LONG.length()))
                .reply("It is noted.")
                .role("painter")
                .on(When.turn(0))
                .reply(Reply.call("ask_human", Map.of("question", "Which colour?")))
                .on(When.turn(1).toolResult("green"))
                .reply("It will be green.")
                .build(),
            agents());
    client = AgentClient.connect(TestCluster.connection(cluster).withLogin(ADA));
    person = new Person(client);
  }

  private static List<Agent> agents() {
    return List.of(
        agent("gated").planning(Planning.ALWAYS).approvePlan().build(),
        agent("payer").planning(Planning.NEVER).tools(new Bank()).approveTools("pay").build(),
        agent("notary").planning(Planning.NEVER).tools(new Notebook()).approveTools("note").build(),
        agent("painter").planning(Planning.NEVER).askHuman().build());
  }

  private static Reply plan() {
    return Reply.call(
        "make_plan",
        Map.of(
            "steps",
            List.of(Map.of("id", "s1", "title", "The step", "instruction", "Do the step."))));
  }

  private static io.waggle.agent.AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".");
  }

  @AfterAll
  static void stop() {
    client.close();
    worker.close();
  }

  @Test
  void shouldPlanAgainWhenAPersonWantsTheWorkDoneAndWorkWhenItIsApproved() {
    RunHandle run = client.start("gated", "Do it");
    person.decide(run, PLAN, Decision.of(Action.CHANGE).because("use less paint"));
    person.decide(run, PLAN, Decision.of(Action.APPROVE));

    var result = run.await(PATIENCE);

    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(worker.model().requests())
        .anyMatch(request -> request.body().contains("use less paint"));
  }

  @Test
  void shouldEndTheRunWithTheReasonWhenAPersonRejectsThePlan() {
    RunHandle run = client.start("gated", "Do something silly");
    person.decide(run, PLAN, Decision.of(Action.REJECT).because("it is silly"));

    var result = run.await(PATIENCE);

    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.text()).contains("it is silly");
  }

  @Test
  void shouldAskAboutACallWhoseArgumentsListsShorten() {
    RunHandle run = client.start("notary", "Note all of it");
    person.decide(run, TOOL_CALL, Decision.of(Action.APPROVE));

    assertThat(run.await(PATIENCE).text()).isEqualTo("It is noted.");
  }

  @Test
  void shouldRunAToolOnceAPersonApprovedIt() {
    int before = PAYMENTS.get();
    RunHandle run = client.start("payer", "Pay the bill");
    var decision = person.decide(run, TOOL_CALL, Decision.of(Action.APPROVE));

    RunResult result = run.await(PATIENCE);
    assertThat(result.text()).isEqualTo("It is paid.");
    assertThat(decision.by()).isEqualTo(ADA.user());
    assertThat(result.decisions()).containsExactly(decision);
    assertThat(PAYMENTS.get() - before).isEqualTo(1);
  }

  @Test
  void shouldTellTheModelWhyAPersonRejectedItsToolCall() {
    int before = PAYMENTS.get();
    RunHandle run = client.start("payer", "Pay the other bill");
    person.decide(run, TOOL_CALL, Decision.of(Action.REJECT).because("too much"));

    assertThat(run.await(PATIENCE).text()).isEqualTo("It was not paid.");
    assertThat(PAYMENTS.get()).isEqualTo(before);
  }

  @Test
  void shouldHandAPersonsAnswerToTheModel() {
    RunHandle run = client.start("painter", "Paint the hive");
    person.decide(run, QUESTION, Decision.of(Action.ANSWER).withAnswer("green"));

    assertThat(run.await(PATIENCE).text()).isEqualTo("It will be green.");
  }
}
