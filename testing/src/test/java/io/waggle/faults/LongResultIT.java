package io.waggle.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.WaggleExtension;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Results that are too long to be shown whole. */
class LongResultIT {
  private static final String RESULT = "p1/s1/t1/c1/run1";

  static final class Archive {
    @Tool(description = "Reads all of it.", effect = Effect.READ)
    String readAll() {
      return "x".repeat(300_000) + "The mill burned down in 1871." + "y".repeat(300_000);
    }
  }

  @RegisterExtension
  static final WaggleExtension waggle =
      WaggleExtension.agents(
          Agent.named("reader")
              .model("play:reader")
              .instructions("You are reader.")
              .planning(Planning.NEVER)
              .tools(new Archive())
              .build());

  @Test
  void shouldLetTheModelReadOn() {
    waggle.play(
        Screenplay.role("reader")
            .on(When.turn(0))
            .reply(Reply.call("read_all", Map.of()))
            .on(
                When.turn(1)
                    .offering("read_all", "read_result")
                    .toolResult(
                        "of 600,029 characters; read_result with result \"%s\"".formatted(RESULT)))
            .reply(Reply.call("read_result", Map.of("result", RESULT, "find", "burned down")))
            .on(When.turn(2).toolResult("The mill burned down in 1871."))
            .reply("In 1871.")
            .build());

    assertThat(waggle.run("reader", "When did it burn down?").variables())
        .containsEntry("result", "In 1871.");
  }

  @Test
  void shouldShowNothingButResultsOfTheRun() {
    waggle.play(
        Screenplay.role("reader")
            .on(When.turn(0))
            .reply(Reply.call("read_all", Map.of()))
            .on(When.turn(1))
            .reply(Reply.call("read_result", Map.of("result", "accept")))
            .on(When.turn(2).toolResult("'read_result' was not called: you have no such result."))
            .reply(Reply.call("read_result", Map.of("result", "../../" + RESULT)))
            .on(When.turn(3).toolResult("'read_result' was not called: you have no such result."))
            .reply("Nothing.")
            .build());

    assertThat(waggle.run("reader", "Pry").variables()).containsEntry("result", "Nothing.");
  }
}
