package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestRun;
import io.waggle.testing.WaggleExtension;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models that stutter. */
class ManyCallsIT {
  private static final Bank BANK = new Bank();

  @RegisterExtension
  static final WaggleExtension waggle =
      WaggleExtension.agents(
          Agent.named("payer")
              .model("play:payer")
              .instructions("You are payer.")
              .tools(BANK)
              .planning(Planning.NEVER)
              .build());

  /** Remembers what was paid. */
  static final class Bank {
    private final List<String> log = new CopyOnWriteArrayList<>();

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int cents, String to) {
      log.add("%d to %s".formatted(cents, to));
      return "paid";
    }

    @Tool(description = "Looks up the balance.", effect = Effect.READ)
    String balance(String of) {
      log.add("balance of " + of);
      return "500";
    }
  }

  @BeforeEach
  void reset() {
    BANK.log.clear();
  }

  private static Map<String, Object> ada(int cents) {
    return Map.of("cents", cents, "to", "Ada");
  }

  @Test
  void shouldMakeNoneOfMoreCallsThanOneTurnMayHaveAndTellTheModel() {
    Reply stutter = Reply.call("pay", ada(100));
    for (int more = 1; more < 120; more++) {
      stutter = stutter.andCall("pay", ada(100));
    }
    waggle.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(stutter)
            .on(When.turn(1).user("had 120 tool calls, and 32 are allowed"))
            .reply("Done.")
            .build());

    assertThat(waggle.run("payer", "Pay Ada").variables()).containsEntry("result", "Done.");
    assertThat(BANK.log).isEmpty();
  }

  @Test
  void shouldAskAPersonAboutCallsThatRepeatAnotherOfTheirTurn() {
    waggle.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(
                Reply.call("pay", ada(100))
                    .andCall("pay", Map.of("to", "Ada", "cents", 100))
                    .andCall("pay", ada(200))
                    .andCall("pay", ada(100))
                    .andCall("balance", Map.of("of", "Ada"))
                    .andCall("balance", Map.of("of", "Ada")))
            .on(When.turn(1))
            .reply("Done.")
            .build());
    Person person = waggle.person("grace");

    TestRun run = waggle.start("payer", "Pay Ada");
    List<GateTask> asked = person.isAsked(run, GateKind.TOOL_CALL, 2);
    assertThat(asked)
        .allSatisfy(
            task ->
                assertThat(task.question().shown().path("effect").asText())
                    .contains("asked for this very call before"));
    person.decides(
        asked.getFirst(),
        Decision.of(Action.APPROVE).onDigest(asked.getFirst().question().digest()));
    person.decides(asked.getLast(), Decision.of(Action.REJECT));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(BANK.log)
        .containsExactlyInAnyOrder(
            "100 to Ada", "100 to Ada", "200 to Ada", "balance of Ada", "balance of Ada");
  }
}
