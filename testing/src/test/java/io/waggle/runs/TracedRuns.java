package io.waggle.runs;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.agent.ToolRule;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Effect;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run that has all that a trace tells: a plan, two steps side by side, a tool that fails once, a
 * sub-agent, and a call that a person approves.
 */
final class TracedRuns {
  /** Where it must not be found. */
  static final String TASK = "The task is a matter of confidence";

  private TracedRuns() {}

  /** Its telephone is busy at first. */
  static final class Desk {
    private final AtomicInteger calls = new AtomicInteger();

    @Tool(description = "Calls somebody.", effect = Effect.READ)
    String phone(String whom) {
      if (calls.incrementAndGet() == 1) {
        throw new RetryableToolException("busy", new IllegalStateException());
      }
      return "the number is 0815";
    }

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int cents) {
      return "paid " + cents;
    }
  }

  static TestBedSettings settings(String endpoint) {
    return TestBedSettings.agents(
            List.of(
                agent("boss")
                    .planning(Planning.ALWAYS)
                    .tools(new Desk())
                    .subAgent(SubAgent.of("intern", "Helps."))
                    .approve(ToolRule.calls("pay"))
                    .build(),
                agent("intern").planning(Planning.NEVER).build()))
        .withProperty("management.otlp.tracing.endpoint", endpoint);
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name).model("play:" + name).instructions("You are " + name + ".");
  }

  static Screenplay screenplay() {
    return Screenplay.role("boss")
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                    "make_plan",
                    Map.of(
                        "steps",
                        List.of(
                            step("s1", "Phone", List.of()),
                            step("s2", "Ask", List.of()),
                            step("s3", "Pay", List.of("s1", "s2")))))
                .withUsage(90, 10))
        .on(When.turn(0).user("Do: Phone"))
        .reply(Reply.call("phone", Map.of("whom", "Ada")).withUsage(90, 10))
        .on(When.turn(0).user("Do: Ask"))
        .reply(Reply.call("ask_intern", Map.of("task", "Look it up")).withUsage(90, 10))
        .on(When.turn(0).user("Do: Pay"))
        .reply(Reply.call("pay", Map.of("cents", 7)).withUsage(90, 10))
        .on(When.ALWAYS)
        .reply(Reply.text("That is done.").withUsage(90, 10))
        .role("intern")
        .on(When.ALWAYS)
        .reply(Reply.text("It is in the cellar.").withUsage(90, 10))
        .build();
  }

  private static Map<String, Object> step(String id, String title, List<String> dependsOn) {
    return Map.of("id", id, "title", title, "instruction", "Do: " + title, "dependsOn", dependsOn);
  }
}
