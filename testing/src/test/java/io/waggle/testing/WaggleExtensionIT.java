package io.waggle.testing;

import static io.waggle.testing.WaggleAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Outcome;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit as its users have it, and that its assertions can fail. */
class WaggleExtensionIT {
  private static final Bank BANK = new Bank();

  /** Its agents' models need keys that nobody has here. */
  @RegisterExtension
  static final WaggleExtension waggle =
      WaggleExtension.agents(
          Agent.named("boss")
              .model("openai:gpt-5-mini")
              .instructions("You are the boss.")
              .subAgents("payer")
              .planning(Planning.ALWAYS)
              .build(),
          Agent.named("payer")
              .description("Pays bills.")
              .model("openai:gpt-5-mini")
              .instructions("You pay.")
              .tools(BANK)
              .planning(Planning.NEVER)
              .approveTools("pay")
              .askHuman()
              .gate(GatePolicy.DEFAULT.asking("clerks").dueAfter("PT1H").expiresAfter("PT2H"))
              .build());

  static final class Bank {
    private final List<Integer> paid = new CopyOnWriteArrayList<>();

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int cents) {
      paid.add(cents);
      return "paid " + cents;
    }
  }

  @BeforeEach
  void reset() {
    BANK.paid.clear();
  }

  private static Screenplay paying() {
    return Screenplay.role("payer")
        .on(When.turn(0))
        .reply(Reply.call("pay", Map.of("cents", 100)))
        .on(When.turn(1))
        .reply("It is paid.")
        .build();
  }

  private static Screenplay delegating() {
    return Screenplay.role("boss")
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                "make_plan",
                Map.of(
                    "steps",
                    List.of(
                        Map.of("id", "a", "title", "Ask", "instruction", "Have it paid."),
                        Map.of("id", "b", "title", "Report", "instruction", "Say so.")))))
        .on(When.turn(0).user("Have it paid."))
        .reply(Reply.call("ask_payer", Map.of("task", "Pay 1 EUR")))
        .on(When.ALWAYS.offering("ask_payer"))
        .reply("The payer has paid.")
        .on(When.ALWAYS)
        .reply("All is paid.")
        .role("payer")
        .on(When.turn(0))
        .reply(Reply.call("pay", Map.of("cents", 100)))
        .on(When.turn(1))
        .reply("It is paid.")
        .build();
  }

  @Test
  void shouldPlayEveryAgentByItsNameWhateverItsModel() {
    waggle.play(delegating());

    TestRun run = waggle.start("boss", "Have the bill paid");
    waggle.person("ada").approves(run, GateKind.TOOL_CALL);
    run.awaitEnd();

    assertThat(run)
        .isCompleted()
        .hasPlan("Ask", "Report")
        .calledTools("ask_payer")
        .observed("ask_payer", "It is paid.")
        .hasResult("All is paid.")
        .hasDecisions(Action.APPROVE)
        .usedLlmCalls(7)
        .passed("TaskReceived", "MakePlan", "WorkOnStep", "Synthesize", "ResultReady");
    assertThat(run.result().decisions().getFirst().by()).isEqualTo("ada");
    assertThat(run.variables()).containsEntry("outcome", "completed");
    assertThat(waggle.model())
        .hadAnAnswerToEverything()
        .answered(7)
        .wasOffered("payer", "pay", "ask_human")
        .wasTold("payer", "Pay 1 EUR")
        .wasNeverTold("secret");
    assertThat(BANK.paid).containsExactly(100);
  }

  @Test
  void shouldTellTheModelWhyAPersonRejects() {
    waggle.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("pay", Map.of("cents", 100)))
            .on(When.turn(1).toolResult("too much"))
            .reply("Not paid.")
            .build());
    TestRun run = waggle.start("payer", "Pay");

    waggle.person("ada").rejects(run, GateKind.TOOL_CALL, "too much");

    assertThat(run.awaitEnd()).hasOutcome(Outcome.COMPLETED).hasResultContaining("Not paid");
    assertThat(BANK.paid).isEmpty();
  }

  @Test
  void shouldAnswerAQuestionOfTheModel() {
    waggle.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("ask_human", Map.of("question", "Which bill?")))
            .on(When.turn(1).toolResult("the red one"))
            .reply("Then the red one.")
            .build());
    TestRun run = waggle.start("payer", "Pay");

    waggle.person("ada").answers(run, "the red one");

    assertThat(run.awaitEnd()).hasResult("Then the red one.");
  }

  @Test
  void shouldSayThatADecisionCannotBeUsed() {
    waggle.play(paying());
    TestRun run = waggle.start("payer", "Pay");
    Person ada = waggle.person("ada");
    GateTask asked = ada.isAsked(run, GateKind.TOOL_CALL);
    Decision wrong =
        Decision.of(Action.EDIT).withArguments(List.of(new Decision.Argument("euros", null)));

    assertThat(ada.says(asked, wrong)).isInstanceOf(DecisionOutcome.AskedAgain.class);
    ada.approves(run, GateKind.TOOL_CALL);

    assertThat(run.awaitEnd()).isCompleted();
  }

  @Test
  void shouldLetTimePass() {
    waggle.play(paying());
    TestRun run = waggle.start("payer", "Pay");
    waggle.person("nobody").isAsked(run, GateKind.TOOL_CALL);

    waggle.increaseTime(Duration.ofHours(3));

    assertThat(run.awaitEnd()).hasDecisions(Action.REJECT);
    assertThat(BANK.paid).isEmpty();
  }

  @Test
  void shouldSayWhereARunStandsThatDoesNotEnd() {
    TestRun run =
        waggle.start("payer", "Pay"); // no screenplay is played: the model refuses every request

    assertThatThrownBy(run::awaitEnd).hasMessageContaining("stands still");
    assertThat(run.awaitIncident().message()).contains("scripted-in-test");
    waggle.client().terminate(run.id());
  }

  @Test
  void shouldFailWhereAnAssertionDoesNotHold() {
    waggle.play(Screenplay.role("payer").otherwise("Nothing to pay.").build());
    TestRun run = waggle.run("payer", "Pay");

    assertThatThrownBy(() -> assertThat(run).hasOutcome(Outcome.FAILED))
        .hasMessageContaining("Nothing to pay.");
    assertThatThrownBy(() -> assertThat(run).calledTools("pay")).hasMessageContaining("tool calls");
    assertThatThrownBy(() -> assertThat(run).hasPlan("Other")).hasMessageContaining("plan");
    assertThatThrownBy(() -> assertThat(run).hasDecisions(Action.APPROVE))
        .hasMessageContaining("decisions");
    assertThatThrownBy(() -> assertThat(run).observed("pay", "paid")).isInstanceOf(Error.class);
    assertThatThrownBy(() -> assertThat(run).usedLlmCalls(9)).hasMessageContaining("LLM calls");
    assertThatThrownBy(() -> assertThat(run).passed("RunRejected")).isInstanceOf(Error.class);
    assertThatThrownBy(() -> assertThat(waggle.model()).wasTold("payer", "a secret"))
        .isInstanceOf(Error.class);
    assertThatThrownBy(() -> assertThat(waggle.model()).wasNeverTold("You pay."))
        .isInstanceOf(Error.class);
    assertThatThrownBy(() -> assertThat(waggle.model()).answered(0)).isInstanceOf(Error.class);
  }
}
