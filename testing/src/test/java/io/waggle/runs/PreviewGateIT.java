package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call would change has changed between asking, approving and calling. */
class PreviewGateIT {
  private static final Page PAGE = new Page();

  private static TestBed bed;

  private Person person;

  /** A page that others write, too. */
  static final class Page {
    private final AtomicReference<String> text = new AtomicReference<>("");
    private final AtomicReference<Supplier<String>> look = new AtomicReference<>(text::get);

    @Tool(description = "Writes the page.", effect = Effect.IDEMPOTENT, preview = "difference")
    String write(String words) {
      text.set(words);
      return "written";
    }

    String difference(String words) {
      return "-%s\n+%s".formatted(look.get().get(), words);
    }
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named("writer")
                    .model("play:writer")
                    .instructions("You are writer.")
                    .tools(PAGE)
                    .planning(Planning.NEVER)
                    .approveTools("write")
                    .build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    PAGE.text.set("old");
    PAGE.look.set(PAGE.text::get);
    person = bed.person("ada");
  }

  private static TestRun start() {
    bed.play(
        Screenplay.role("writer")
            .on(When.turn(0))
            .reply(Reply.call("write", Map.of("words", "mine")))
            .on(When.turn(1).toolResult("is no longer what a person approved"))
            .reply("It was changed meanwhile.")
            .otherwise("Done.")
            .build());
    return bed.start(Map.of("agent", "writer", "task", "The task"));
  }

  @Test
  void shouldAskAgainWhereWhatWouldChangeHasChangedSinceItWasShown() {
    TestRun run = start();
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(open.question().shown().path("difference").asText()).isEqualTo("-old\n+mine");

    PAGE.text.set("theirs");
    person.says(open, decision("approve", Map.of()));

    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.question().problem())
        .startsWith("What is asked has changed since it was shown to you.");
    assertThat(again.question().shown().path("difference").asText()).isEqualTo("-theirs\n+mine");
    assertThat(PAGE.text).hasValue("theirs");
    person.says(again, decision("approve", Map.of()));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(PAGE.text).hasValue("mine");
  }

  @Test
  void shouldNotCallWhereWhatWouldChangeHasChangedSinceItWasApproved() {
    TestRun run = start();
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);

    PAGE.look.set(PreviewGateIT::oldAndThenTheirs);
    person.says(open, decision("approve", Map.of()));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "It was changed meanwhile.");
    assertThat(PAGE.text).hasValue("theirs");
  }

  /** Somebody writes the page right after "Take decision" has looked at it. */
  private static String oldAndThenTheirs() {
    return PAGE.text.getAndSet("theirs");
  }
}
