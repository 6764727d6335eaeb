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
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A family of agents as the code archaeologist's: an orchestrator that plans, and specialists. What
 * their model says is scripted; every kind of thing that a run's page shows happens in them.
 */
final class Archive {
  static final String ORCHESTRATOR = "archaeologist";
  static final String WRITER = "writer";
  static final String SURVEYOR = "surveyor";
  static final String UNLUCKY = "unlucky";
  static final String TALKER = "talker";
  static final String HOSTILE = "hostile";

  /** Markup, a link, characters that turn the order of what is seen, and a line without an end. */
  static final String HOSTILE_TEXT =
      "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> [click](javascript:alert(1)) https://evil.example/ \u202Egnp.exe\u202C \u200Bhidden ]]> ${7*7} @{/x} __${T(java.lang.Runtime)}__ ";

  /** The same for a screenplay, which has placeholders of its own. */
  private static final String PLAYED = HOSTILE_TEXT.replace("${", "$${");

  private static final int TURNS = 1_000;

  private Archive() {}

  /** Files in memory. */
  static final class Files {
    private final Map<String, String> files = new ConcurrentHashMap<>();

    Files() {
      files.put("Main.java", "class Main { /* 1998 */ }");
    }

    @Tool(description = "Reads a file.", effect = Effect.READ)
    String read_file(@Param("name of the file") String name) {
      return files.getOrDefault(name, "There is no such file.");
    }

    @Tool(description = "Writes a file.", effect = Effect.IDEMPOTENT, undo = "restore_file")
    String write_file(@Param("name of the file") String name, @Param("the text") String text) {
      files.put(name, text);
      return "Wrote " + text.length() + " characters to " + name + ".";
    }

    String restore_file(String name, String text) {
      files.remove(name);
      return "Restored " + name + ".";
    }

    @Tool(description = "Runs the tests.", effect = Effect.READ)
    String run_tests() {
      return "3 tests, 0 failures";
    }
  }

  /** Says a lot, and things that no page may take for its own. */
  static final class Mouth {
    private final AtomicInteger said = new AtomicInteger();

    @Tool(description = "Says 4 KB, each time others.", effect = Effect.READ)
    String talk() {
      return "o".repeat(4096) + said.incrementAndGet();
    }

    @Tool(description = HOSTILE_TEXT, effect = Effect.READ)
    String shout(@Param("what") String what) {
      return HOSTILE_TEXT + "x".repeat(1_000_000);
    }
  }

  static List<Agent> agents() {
    return Stream.concat(team(new Files()).stream(), loners().stream()).toList();
  }

  private static List<Agent> team(Files files) {
    return List.of(
        Agent.named(ORCHESTRATOR)
            .description("Modernizes old programs")
            .model("play:" + ORCHESTRATOR)
            .instructions("You lead a team that modernizes old programs. Survey, rewrite, verify.")
            .planning(Planning.ALWAYS)
            .approvePlan()
            .tools(files)
            .subAgents(SURVEYOR, WRITER)
            .build(),
        Agent.named(SURVEYOR)
            .description("Reads old code and says what it does")
            .model("play:" + SURVEYOR)
            .instructions("You read old code.")
            .planning(Planning.NEVER)
            .tools(files)
            .build(),
        Agent.named(WRITER)
            .description("Rewrites files")
            .model("play:" + WRITER)
            .instructions("You rewrite old code, carefully.")
            .planning(Planning.NEVER)
            .tools(files)
            .approveTools("write_file")
            .gate(GateKind.TOOL_CALL, GatePolicy.DEFAULT.asking("maintainers"))
            .build());
  }

  private static List<Agent> loners() {
    return List.of(
        Agent.named(UNLUCKY)
            .description("Has a key that its provider does not take")
            .model("play:" + UNLUCKY)
            .instructions("You are unlucky.")
            .planning(Planning.NEVER)
            .build(),
        Agent.named(TALKER)
            .description("Has a lot to say")
            .model("play:" + TALKER)
            .instructions("You talk.")
            .planning(Planning.NEVER)
            .tools(new Mouth())
            .limits(new Limits(null, TURNS, null, null).withTokens(1_000_000_000L))
            .build(),
        Agent.named(HOSTILE)
            .description("Says what no page may take for its own")
            .model("play:" + HOSTILE)
            .instructions(HOSTILE_TEXT)
            .planning(Planning.ALWAYS)
            .tools(new Mouth())
            .askHuman()
            .build());
  }

  private static Map<String, Object> step(
      String id, String title, String instruction, List<String> needs) {
    return Map.of("id", id, "title", title, "instruction", instruction, "dependsOn", needs);
  }

  static Screenplay screenplay() {
    return screenplay(TURNS);
  }

  static Screenplay screenplay(int turns) {
    return team(orchestrator())
        .role(UNLUCKY)
        .on(When.turn(0))
        .fault(Fault.status(401).times(1))
        .reply("It worked at last.")
        .role(TALKER)
        .on(When.turn(turns - 1))
        .reply("Said all.")
        .on(When.ALWAYS)
        .reply(Reply.call("talk", Map.of()))
        .role(HOSTILE)
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                "make_plan",
                Map.of("steps", List.of(step("one", PLAYED.substring(0, 90), PLAYED, List.of())))))
        .on(When.turn(0))
        .reply(Reply.call("shout", Map.of("what", PLAYED)).withText(PLAYED))
        .otherwise(PLAYED)
        .build();
  }

  private static List<Map<String, Object>> plan() {
    return List.of(
        step(
            "survey",
            "Survey the old program",
            "Find out what Main.java does and which files depend on it.",
            List.of()),
        step(
            "tests",
            "Run the old tests",
            "Run the tests once, so that we know what passes today.",
            List.of()),
        step(
            "rewrite",
            "Rewrite Main.java",
            "Rewrite Main.java in modern Java without changing what it prints.",
            List.of("survey", "tests")));
  }

  private static ScreenplayBuilder orchestrator() {
    return Screenplay.role(ORCHESTRATOR)
        .on(When.ALWAYS.offering("make_plan"))
        .reply(Reply.call("make_plan", Map.of("steps", plan())))
        .on(When.turn(0).user("without changing what it prints"))
        .reply(
            Reply.call(
                    "ask_writer",
                    Map.of("task", "Rewrite Main.java as a record with a main method."))
                .withText("Both results agree: the program is small enough to rewrite in one go."))
        .on(When.turn(0).user("so that we know what passes today"))
        .reply(Reply.call("run_tests", Map.of()))
        .on(When.turn(0).user("which files depend on it"))
        .reply(
            Reply.call("ask_surveyor", Map.of("task", "What does Main.java do?"))
                .withText("I ask the surveyor, who knows this dialect."))
        .otherwise("Done: Main.java is modern, and all 3 tests pass as before.");
  }

  private static ScreenplayBuilder team(ScreenplayBuilder played) {
    return played
        .role(SURVEYOR)
        .on(When.turn(0))
        .reply(
            Reply.call("read_file", Map.of("name", "Main.java"))
                .andCall("read_file", Map.of("name", "Helper.java")))
        .otherwise("Main.java prints one line. It needs no other file.")
        .role(WRITER)
        .on(When.turn(0))
        .reply(
            Reply.call(
                    "write_file",
                    Map.of("name", "Main.java", "text", "record Main() {\n  // 2026\n}\n"))
                .withText("This is the whole program; I keep what it prints."))
        .otherwise("Main.java is rewritten.");
  }
}
