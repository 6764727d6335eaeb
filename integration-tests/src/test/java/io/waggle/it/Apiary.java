package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.files.FileTools;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Agents that ask people about all that people can be asked about. */
final class Apiary {
  static final String PLANNERS_TASK =
      "Write the weekly report on our hives: weights, swarms, and what to do next week.";
  static final String REPORT = "The report is written.";

  /** What a model could write to look like more than text. */
  static final String TRICK =
      "<img src=x onerror=alert(1)><b>Approved</b> [by Ada](http://evil.test) {{question.digest}} {{{1 + 1}}} &amp; = 1 + 1";

  static final String OLD_REPORT =
      """
      # Hives, week 20

      Hive 3: 28 kg
      Hive 7: 31 kg
      Hive 9: 22 kg

      Nothing to do.
      """;
  static final String NEW_REPORT =
      """
      # Hives, week 21

      Hive 3: 28 kg
      Hive 7: 34 kg
      Hive 9: 22 kg

      Hive 7 needs a second super.
      """;

  private final Path files;
  private final Post post = new Post();

  Apiary(Path files) {
    this.files = files;
  }

  /** In each run, nobody knows how the first attempt at each letter ended. */
  static final class Post {
    private final Map<String, List<String>> attempts = new ConcurrentHashMap<>();

    @Tool(description = "Sends an invitation by mail.", effect = Effect.ONCE)
    String send(@Param("the address") String to, ToolCallContext call) {
      List<String> ofRun =
          attempts.computeIfAbsent(call.run(), absent -> new CopyOnWriteArrayList<>());
      boolean first = !ofRun.contains(to);
      ofRun.add(to);
      if (first) {
        throw new IllegalStateException("the line is dead");
      }
      return "sent " + to;
    }
  }

  static final class Comb {
    @Tool(description = "Counts the bees on one comb.", effect = Effect.READ)
    String count(@Param("number of the comb") int comb) {
      return "Comb %d has 1,200 bees.".formatted(comb);
    }
  }

  /** Letters of a run as they were begun. */
  List<String> attempts(String run) {
    return post.attempts.get(run);
  }

  List<Agent> agents() {
    return List.of(
        agent("planner").planning(Planning.ALWAYS).approvePlan().build(),
        agent("clerk").tools(new FileTools(files)).approveTools("write_file").build(),
        agent("asker").askHuman().build(),
        agent("sender").tools(post).build(),
        agent("trickster")
            .planning(Planning.ALWAYS)
            .approvePlan()
            .tools(new FileTools(files))
            .approveTools("write_file")
            .askHuman()
            .build(),
        agent("counter")
            .tools(new Comb())
            .limits(new Limits(null, 3, null, null))
            .extendLimits()
            .build());
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("Works in the apiary")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  static Screenplay screenplay() {
    ScreenplayBuilder play = Screenplay.role("planner");
    play.on(When.ALWAYS.offering("make_plan")).reply(plan());
    play.on(When.ALWAYS.offering("give_up")).reply("Step done.");
    play.otherwise(REPORT);
    clerk(play.role("clerk"));
    asker(play.role("asker"));
    sender(play.role("sender"));
    trickster(play.role("trickster"));
    play.role("counter")
        .on(When.ALWAYS.offering("count"))
        .reply(Reply.call("count", Map.of("comb", 7)).withText("I count comb after comb."))
        .otherwise("I counted one comb: 1,200 bees.");
    return play.build();
  }

  private static void clerk(ScreenplayBuilder play) {
    write(play, 0, "report.md", NEW_REPORT, "The scales were read: hive 7 has gained 3 kg.");
    write(play, 1, "notes.md", "Written by the model.", "I keep a note of what I did.");
    write(play, 2, "rejected.md", "Nobody wants this.", "A copy does no harm.");
    write(play, 3, "archive-1.md", "Week 20", "Old reports go to the archive.");
    write(play, 4, "archive-2.md", "Week 19", "Old reports go to the archive.");
    play.otherwise("All is filed.");
  }

  private static void write(
      ScreenplayBuilder play, int turn, String path, String content, String why) {
    play.on(When.turn(turn))
        .reply(
            Reply.call("write_file", new TreeMap<>(Map.of("path", path, "content", content)))
                .withText(why));
  }

  private static void asker(ScreenplayBuilder play) {
    play.on(When.turn(0))
        .reply(
            Reply.call(
                "ask_human",
                Map.of(
                    "question",
                    "Which colour shall the new hives have?",
                    "context",
                    "Five hives are new. Bees tell blue, yellow and green apart, but do not see red. The paint costs the same.",
                    "choices",
                    List.of("Sky blue", "Lemon yellow", "Forest green"))));
    play.on(When.turn(1).toolResult("Forest green"))
        .reply(Reply.call("ask_human", Map.of("question", "Where shall they stand?")));
    play.on(When.turn(2).toolResult("Next to the lime trees"))
        .reply(Reply.call("ask_human", Map.of("question", "May they stand there in winter?")));
    play.on(When.turn(3).toolResult("ask the mayor"))
        .reply(
            Reply.call("ask_human", Map.of("question", "When?", "choices", List.of("On Sunday"))));
    play.on(When.turn(4).toolResult("On Monday, if it is dry")).reply("The hives are painted.");
  }

  private static void sender(ScreenplayBuilder play) {
    play.on(When.turn(0)).reply(letter("to Ada"));
    play.on(When.turn(1).toolResult("receipt 12")).reply(letter("to Bob"));
    play.on(When.turn(2).toolResult("sent to Bob")).reply(letter("to Cyd"));
    play.on(When.turn(3).toolResult("not known whether this call went through"))
        .reply("The letters are on their way.");
  }

  private static void trickster(ScreenplayBuilder play) {
    play.on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call("make_plan", Map.of("steps", List.of(step("s1", TRICK, TRICK, List.of())))));
    write(play, 0, "trick.md", TRICK, TRICK);
    play.on(When.turn(1).toolResult("rejected"))
        .reply(
            Reply.call(
                "ask_human",
                Map.of("question", TRICK, "context", TRICK, "choices", List.of(TRICK, "No"))));
    play.on(When.turn(2).toolResult(TRICK)).reply("Step done.");
  }

  private static Reply letter(String to) {
    return Reply.call("send", Map.of("to", to)).withText("Everybody is invited.");
  }

  private static Reply plan() {
    return Reply.call(
        "make_plan",
        Map.of(
            "steps",
            List.of(
                step(
                    "s1",
                    "Read the scales",
                    "Read the scales of all hives for this week.",
                    List.of()),
                step(
                    "s2",
                    "Look for swarms",
                    "Find in the log which hives have swarmed.",
                    List.of()),
                step(
                    "s3",
                    "Write the report",
                    "Write one page: weights, swarms, and what to do next week.",
                    List.of("s1", "s2")))));
  }

  private static Map<String, Object> step(
      String id, String title, String instruction, List<String> needs) {
    return Map.of("id", id, "title", title, "instruction", instruction, "dependsOn", needs);
  }
}
