package io.waggle.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatReply.Finish;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.Message.Role;
import io.waggle.llm.ToolRequest;
import io.waggle.steer.Guidance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private static final String MODEL = "acme:m-1";
  private static final Message TASK = Message.user("# Task\n\nCount the bees. " + "x ".repeat(50));
  private static final Message GUIDANCE =
      Message.user(Guidance.TO_MODEL.formatted("Not at night."));

  private static ContextWindow window(int tokens) {
    return new ContextWindows(
            new ContextProperties(
                128_000, List.of(new ContextProperties.ModelWindow(MODEL, tokens)), 0.75))
        .of(List.of(MODEL));
  }

  private static List<Message> turn(int number, String result) {
    String id = "c" + number;
    return List.of(
        Message.assistant("Turn " + number, List.of(new ToolRequest(id, "look", "{}"))),
        Message.tool(id, result));
  }

  private static List<Message> conversation(int turns, int words) {
    List<Message> said = new ArrayList<>(List.of(TASK));
    for (int number = 1; number <= turns; number++) {
      said.addAll(turn(number, "bee ".repeat(words) + number));
      if (number == 2) {
        said.add(GUIDANCE);
      }
    }
    return said;
  }

  @Test
  void shouldKeepWhatPeopleSaidAndTheLastTurns() {
    List<Message> said = conversation(30, 200);

    Compaction compaction = Compaction.of(said, window(8_000)).orElseThrow();
    List<Message> now = compaction.with(reply("There were many."), "p1/s1/t30");

    assertThat(now).startsWith(TASK, GUIDANCE).endsWith(said.getLast());
    assertThat(now.get(2).text()).contains("There were many.", "p1/s1/t30");
    assertThat(now).hasSizeLessThan(said.size());
    assertThat(window(8_000).isTooLong(new ChatRequest(now, List.of(), null))).isFalse();
  }

  @Test
  void shouldAskForNoMoreThanTheModelCanTake() {
    List<Message> said = conversation(300, 2_000);
    ContextWindow window = window(8_000);

    ChatRequest question = Compaction.of(said, window).orElseThrow().question(500);

    assertThat(window.isTooLong(question)).isFalse();
    assertThat(question.tools()).isEmpty();
  }

  @Test
  void shouldLeaveAloneWhatHasNothingOlder() {
    assertThat(Compaction.of(List.of(TASK), window(2_000))).isEmpty();
    assertThat(Compaction.of(conversation(1, 5_000), window(2_000))).isEmpty();
  }

  @Test
  void shouldMakeUpForASummaryThatIsNone() {
    Compaction compaction = Compaction.of(conversation(30, 200), window(8_000)).orElseThrow();

    for (ChatReply none :
        List.of(
            reply(" "),
            new ChatReply("Half", List.of(), Finish.CUT_OFF, 0, 0),
            new ChatReply("No.", List.of(), Finish.REFUSED, 0, 0))) {
      assertThat(compaction.with(none, "t").get(2).text())
          .contains("Turn 1 (calls look with {})")
          .doesNotContain("Half", "No.");
    }
  }

  /** Endpoints refuse results without their calls, and calls without their results. */
  @RepeatedTest(200)
  void shouldNeverPartCallsFromTheirResults(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    List<Message> said = new ArrayList<>(List.of(TASK));
    for (int number = 0; number < 3 + random.nextInt(60); number++) {
      List<ToolRequest> calls = new ArrayList<>();
      List<Message> results = new ArrayList<>();
      for (int call = 0; call < random.nextInt(4); call++) {
        String id = number + "-" + call;
        calls.add(new ToolRequest(id, "look", "{}"));
        results.add(Message.tool(id, "bee ".repeat(random.nextInt(400))));
      }
      said.add(Message.assistant("Turn " + number, calls));
      said.addAll(results);
      if (calls.isEmpty() || random.nextInt(5) == 0) {
        said.add(random.nextBoolean() ? GUIDANCE : Message.user("Again."));
      }
    }

    Compaction.of(said, window(2_000 + random.nextInt(6_000)))
        .map(compaction -> compaction.with(reply("Sum."), "t"))
        .ifPresent(CompactionTest::requireWhole);
  }

  private static void requireWhole(List<Message> messages) {
    List<String> open = new ArrayList<>();
    for (Message message : messages) {
      if (message.role() == Role.TOOL) {
        assertThat(open.remove(message.toolCallId())).as("%s in %s", message, messages).isTrue();
      } else {
        assertThat(open).as("open before %s", message).isEmpty();
        message.requests().forEach(call -> open.add(call.id()));
      }
    }
    assertThat(open).isEmpty();
  }

  private static ChatReply reply(String text) {
    return new ChatReply(text, List.of(), Finish.DONE, 0, 0);
  }
}
