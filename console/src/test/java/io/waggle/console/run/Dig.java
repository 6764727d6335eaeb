package io.waggle.console.run;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A family of agents as the code archaeologist's in which all happens in one run that a console can
 * show: each kind of gate, an incident, a call in doubt, a second attempt, a plan that is revised,
 * and a sub-agent that somebody cancels.
 */
final class Dig {
  static final String LEAD = "lead";
  static final String SURVEYOR = "scout";
  static final String WRITER = "scribe";

  private static final String SURVEY = "Find out what Main.java does.";
  private static final String REWRITE = "Rewrite Main.java in modern Java.";

  private Dig() {}

  /** Files in memory, and a register outside that answers badly. */
  static final class Site {
    final Map<String, String> files = new ConcurrentHashMap<>();
    final List<String> published = new CopyOnWriteArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean(true);

    @Tool(description = "Reads a file.", effect = Effect.READ)
    String read_file(@Param("name of the file") String name) {
      if (away.getAndSet(false)) {
        throw new RetryableToolException("The disk is away for a moment.", null);
      }
      return files.getOrDefault(name, "There is no such file.");
    }

    @Tool(description = "Writes a file.", effect = Effect.IDEMPOTENT, undo = "remove_file")
    String write_file(@Param("name of the file") String name, @Param("the text") String text) {
      files.put(name, text);
      return "Wrote " + name + ".";
    }

    String remove_file(String name, String text) {
      files.remove(name);
      return "Removed " + name + ".";
    }

    @Tool(description = "Enters a file into the register.", effect = Effect.ONCE)
    String publish(@Param("name of the file") String name) {
      published.add(name);
      throw new IllegalStateException("The register did not answer.");
    }
  }

  static List<Agent> agents(Site site) {
    return List.of(
        Agent.named(LEAD)
            .description("Leads a dig in old programs")
            .model("play:" + LEAD)
            .instructions("You lead a team that modernizes old programs.")
            .planning(Planning.ALWAYS)
            .approvePlan()
            .askHuman()
            .subAgents(SURVEYOR, WRITER)
            .build(),
        Agent.named(SURVEYOR)
            .description("Reads old code and says what it does")
            .model("play:" + SURVEYOR)
            .instructions("You read old code.")
            .planning(Planning.NEVER)
            .tools(site)
            .askHuman()
            .build(),
        Agent.named(WRITER)
            .description("Rewrites files")
            .model("play:" + WRITER)
            .instructions("You rewrite old code, carefully.")
            .planning(Planning.NEVER)
            .tools(site)
            .approveTools("write_file")
            .gate(GateKind.TOOL_CALL, GatePolicy.DEFAULT.asking("maintainers"))
            .extendLimits()
            .limits(new Limits(null, 6, null, null))
            .build());
  }

  static Screenplay screenplay() {
    return writer(surveyor(lead())).build();
  }

  private static Map<String, Object> step(String id, String title, String what, String... needs) {
    return Map.of("id", id, "title", title, "instruction", what, "dependsOn", List.of(needs));
  }

  private static ScreenplayBuilder lead() {
    var first = List.of(step("survey", "Survey the old program", SURVEY));
    var second =
        List.of(
            step("survey", "Survey the old program", SURVEY),
            step("rewrite", "Rewrite Main.java", REWRITE, "survey"));
    return Screenplay.role(LEAD)
        .on(When.ALWAYS.offering("make_plan").any("Rewrite it as well"))
        .reply(Reply.call("make_plan", Map.of("steps", second)))
        .on(When.ALWAYS.offering("make_plan"))
        .reply(Reply.call("make_plan", Map.of("steps", first)))
        .on(When.turn(0).user(REWRITE))
        .reply(Reply.call("ask_scribe", Map.of("task", "Make Main.java a record.")))
        .on(When.turn(0).user(SURVEY))
        .reply(
            Reply.call("ask_scout", Map.of("task", "What does Main.java do?"))
                .withText("I ask the surveyor, who knows this dialect."))
        .otherwise("Main.java is modern.");
  }

  private static ScreenplayBuilder surveyor(ScreenplayBuilder played) {
    return played
        .role(SURVEYOR)
        .on(When.turn(0))
        .fault(Fault.status(401).times(1))
        .reply(Reply.call("read_file", Map.of("name", "Main.java")))
        .on(When.turn(1))
        .reply(Reply.call("write_file", Map.of("name", "notes.txt", "text", "1998")))
        .on(When.turn(2))
        .reply(
            Reply.call("ask_human", Map.of("question", "Which dialect is it?"))
                .andCall("ask_human", Map.of("question", "Which dialect is it?")))
        .otherwise("It prints one line.");
  }

  private static ScreenplayBuilder writer(ScreenplayBuilder played) {
    return played
        .role(WRITER)
        .on(When.turn(0))
        .reply(Reply.call("write_file", Map.of("name", "Main.java", "text", "class Main {}")))
        .on(When.turn(1))
        .reply(Reply.call("write_file", Map.of("name", "Main.java", "text", "record Mian() {}")))
        .on(When.turn(2))
        .reply(Reply.call("write_file", Map.of("name", "Test.java", "text", "class Test {}")))
        .on(When.turn(3))
        .reply(Reply.call("publish", Map.of("name", "Main.java")))
        .on(When.turn(4))
        .reply(Reply.call("read_file", Map.of("name", "Main.java")))
        .on(When.turn(5))
        .reply(Reply.call("read_file", Map.of("name", "Test.java")))
        .otherwise("Main.java is a record now.");
  }
}
