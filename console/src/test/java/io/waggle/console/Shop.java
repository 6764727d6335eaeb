package io.waggle.console;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;

/** Agents of a shop that ask people whatever can be asked, and what their model says. */
final class Shop {
  static final String CLERK = "clerk";
  static final String PLANNER = "planner";
  static final String CURIOUS = "curious";

  private Shop() {}

  /** What the clerk can do. */
  static final class Till {
    @Tool(description = "Looks an order up.", effect = Effect.READ)
    String order(@Param("number of the order") String number) {
      return "Order " + number + ": 3 jars of honey, 24.00 EUR";
    }

    @Tool(description = "Pays money back to a customer.", effect = Effect.ONCE)
    String refund(
        @Param("number of the order") String order,
        @Param("how much") int cents,
        @Param("said to the customer") String words) {
      return "paid " + cents;
    }
  }

  static List<Agent> agents() {
    return List.of(
        Agent.named(CLERK)
            .description("Answers customers and pays money back")
            .model("play:" + CLERK)
            .instructions("You work in a shop.")
            .planning(Planning.NEVER)
            .tools(new Till())
            .approveTools("refund")
            .build(),
        Agent.named(PLANNER)
            .description("Plans the week")
            .model("play:" + PLANNER)
            .instructions("You plan.")
            .planning(Planning.ALWAYS)
            .approvePlan()
            .build(),
        Agent.named(CURIOUS)
            .description("Asks before it acts")
            .model("play:" + CURIOUS)
            .instructions("You ask.")
            .planning(Planning.NEVER)
            .askHuman()
            .extendLimits()
            .tools(new Till())
            .limits(Limits.NONE)
            .build());
  }

  static Screenplay screenplay() {
    return Screenplay.role(CLERK)
        .on(When.turn(0))
        .reply(
            Reply.call("order", Map.of("number", "4711"))
                .withText("I look the order up before I pay anything back."))
        .on(When.turn(1))
        .reply(
            Reply.call(
                    "refund",
                    Map.of(
                        "order",
                        "4711",
                        "cents",
                        2400,
                        "words",
                        "We are sorry for the broken jars."))
                .withText("All three jars were broken, so the whole amount is due."))
        .otherwise("The customer has the money back.")
        .role(PLANNER)
        .on(When.turn(0))
        .reply("{\"steps\": []}")
        .otherwise("Planned.")
        .role(CURIOUS)
        .otherwise("Done.")
        .build();
  }
}
