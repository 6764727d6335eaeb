package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static io.waggle.runs.Decisions.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.runs.PaymentGates.Bank;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestRun;
import io.waggle.testing.WaggleExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tool calls that a person cannot read as they are. */
class UnreadableCallsIT {
  private static final Bank BANK = new Bank();

  @RegisterExtension
  static final WaggleExtension waggle =
      WaggleExtension.agents(
          Agent.named("payer")
              .model("play:payer")
              .instructions("You are payer.")
              .tools(BANK)
              .planning(Planning.NEVER)
              .approveTools("pay")
              .build());

  private Person person;

  @BeforeEach
  void reset() {
    BANK.log.clear();
    person = waggle.person("ada");
  }

  private static TestRun start(Screenplay screenplay) {
    waggle.play(screenplay);
    return waggle.start("payer", "Pay");
  }

  private static Screenplay payTo(String whom) {
    return Screenplay.role("payer")
        .on(When.turn(0))
        .reply(Reply.call("pay", Map.of("cents", 700, "to", whom)))
        .otherwise("Done.")
        .build();
  }

  @Test
  void shouldLetNobodyApproveWhatIsTooLongToBeShown() {
    TestRun run = start(payTo("A".repeat(150_000) + " and to Eve"));

    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(open.question().shown().path("clipped").asBoolean()).isTrue();
    person.says(open, decision("approve", Map.of()));
    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.question().problem()).startsWith("It is longer than can be shown");
    person.says(again, decision("approveAll", Map.of()));
    GateTask third = person.isAsked(run, GateKind.TOOL_CALL);
    person.says(third, decision("edit", Map.of("arguments", List.of(row("cents", "1")))));
    person.says(person.isAsked(run, GateKind.TOOL_CALL), decision("reject", Map.of()));

    run.awaitEnd();
    assertThat(BANK.log).isEmpty();
  }

  @Test
  void shouldShowWhatCouldNotBeSeenAndRunTheCallAsTheModelWroteIt() {
    TestRun run = start(payTo("Ada\u202E\u200B"));

    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(open.question().shown().path("arguments").toString())
        .contains("Ada[U+202E][U+200B]");
    person.says(open, decision("approve", Map.of()));

    run.awaitEnd();
    assertThat(BANK.log).containsExactly("pay 700 to Ada\u202E\u200B");
  }
}
