package io.waggle.console;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Agents of a shop that ask people whatever can be asked, and what their model says. */
final class Shop {
  /** Looks an order up, and may pay its money back. */
  static final String CLERK = "clerk";

  /** Has its plan approved by the group "planning". */
  static final String PLANNER = "planner";

  /** Asks a question with choices. */
  static final String CURIOUS = "curious";

  /** Reaches its limit at once. */
  static final String SLOW = "slow";

  private static final Map<String, Object> PLAN =
      Map.of(
          "steps",
          List.of(
              Map.of(
                  "id",
                  "s1",
                  "title",
                  "Count the jars",
                  "instruction",
                  "Count all jars in the store."),
              Map.of(
                  "id",
                  "s2",
                  "title",
                  "Order new ones",
                  "instruction",
                  "Order what is missing.",
                  "needs",
                  List.of("s1"))));

  private static final Map<String, Object> REFUND =
      Map.of(
          "order", "4711", "cents", 2400, "words", "We are sorry for the broken jars.\nYour shop");

  private static final Map<String, Object> QUESTION =
      Map.of(
          "question",
          "Which honey should I order?",
          "context",
          "Both are in stock.",
          "choices",
          List.of("Lime", "Heather"));

  private Shop() {}

  /** What agents can do. */
  static final class Till {
    final AtomicBoolean broken = new AtomicBoolean();

    @Tool(description = "Looks an order up.", effect = Effect.READ)
    String order(@Param("number of the order") String number) {
      return "Order " + number + ": 3 jars of honey, 24.00 EUR";
    }

    @Tool(description = "Pays money back to a customer.", effect = Effect.ONCE)
    String refund(
        @Param("number of the order") String order,
        @Param("how much, in cents") int cents,
        @Param("what the customer is told") String words) {
      return "paid " + cents + " for " + order + ": " + words;
    }
  }

  static List<Agent> agents() {
    return List.of(clerk(), planner(), curious(), slow());
  }

  private static Agent clerk() {
    return Agent.named(CLERK)
        .description("Answers customers and pays money back")
        .model("play:" + CLERK)
        .instructions("You work in a shop for honey. Be kind, and look before you pay.")
        .planning(Planning.NEVER)
        .tools(new Till())
        .approveTools("refund")
        .build();
  }

  private static Agent planner() {
    return Agent.named(PLANNER)
        .description("Plans the week of the store")
        .model("play:" + PLANNER)
        .instructions("You plan.")
        .planning(Planning.ALWAYS)
        .approvePlan()
        .gate(GateKind.PLAN, GatePolicy.DEFAULT.asking("planning"))
        .build();
  }

  private static Agent curious() {
    return Agent.named(CURIOUS)
        .description("Asks before it acts")
        .model("play:" + CURIOUS)
        .instructions("You ask.")
        .planning(Planning.NEVER)
        .askHuman()
        .build();
  }

  private static Agent slow() {
    return Agent.named(SLOW)
        .description("Takes its time")
        .model("play:" + SLOW)
        .instructions("You work.")
        .planning(Planning.NEVER)
        .tools(new Till())
        .extendLimits()
        .limits(new Limits(null, 2, null, null))
        .build();
  }

  static Screenplay screenplay() {
    return Screenplay.role(CLERK)
        .on(When.turn(0))
        .reply(
            Reply.call("order", Map.of("number", "4711"))
                .withText("I look the order up before I pay anything back."))
        .on(When.turn(1))
        .reply(
            Reply.call("refund", REFUND)
                .withText("All three jars were broken, so the whole amount is due."))
        .otherwise("The customer has the money back.")
        .role(PLANNER)
        .on(When.turn(0))
        .reply(Reply.call("make_plan", PLAN))
        .otherwise("The jars are counted.")
        .role(CURIOUS)
        .on(When.turn(0))
        .reply(Reply.call("ask_human", QUESTION))
        .otherwise("It is ordered.")
        .role(SLOW)
        .on(When.turn(0))
        .reply(Reply.call("order", Map.of("number", "1")))
        .on(When.turn(1))
        .reply(Reply.call("order", Map.of("number", "2")).withText("The first one is fine."))
        .otherwise("Looked up.")
        .build();
  }
}
