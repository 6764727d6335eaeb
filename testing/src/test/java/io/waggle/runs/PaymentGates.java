package io.waggle.runs;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.GatePolicy.Silence;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** An agent that pays, and the people who approve it. */
abstract class PaymentGates {
  private static final GatePolicy CLERKS =
      GatePolicy.DEFAULT.asking("clerks").dueAfter("PT1H").expiresAfter("PT2H");

  private static final GatePolicy DIRECTORS = CLERKS.asking("directors");

  static TestBed bed;
  static final Bank BANK = new Bank();

  Person person;

  /** Remembers what was paid. */
  static final class Bank {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Pays.", effect = Effect.ONCE, preview = "balance")
    String pay(int cents, String to) {
      log.add("pay %d to %s".formatted(cents, to));
      return "paid %d to %s".formatted(cents, to);
    }

    String balance(int cents) {
      return "-balance 500\n+balance %d".formatted(500 - cents);
    }

    @Tool(description = "Tidies up.", effect = Effect.IDEMPOTENT)
    String tidy() {
      log.add("tidy");
      return "tidy now";
    }
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named("payer")
                    .model("play:payer")
                    .instructions("You are payer.")
                    .tools(BANK)
                    .planning(Planning.NEVER)
                    .gate(CLERKS)
                    .approve(
                        ToolRule.calls("pay").when("cents >= 10000").by(DIRECTORS),
                        ToolRule.calls("pay").when("cents >= 100"),
                        ToolRule.calls("tidy").by(CLERKS.expiresAfter("PT1H", Silence.APPROVE)))
                    .build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    BANK.log.clear();
    person = bed.person("ada");
  }

  static Reply pay(int cents) {
    return Reply.call("pay", Map.of("cents", cents, "to", "Ada"));
  }

  static TestRun start(Screenplay screenplay) {
    bed.play(screenplay);
    return bed.start(Map.of("agent", "payer", "task", "Pay"));
  }

  static Screenplay payOnce(int cents) {
    return Screenplay.role("payer").on(When.turn(0)).reply(pay(cents)).otherwise("Done.").build();
  }
}
