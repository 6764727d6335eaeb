package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestRun;
import io.waggle.testing.WaggleExtension;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools that act and then throw, or cannot say what they did. */
class ThrowingToolsIT {

  /** A hotel that books and breaks off. */
  static final class Hotel {
    private final List<String> log = new CopyOnWriteArrayList<>();

    static final class Chain {
      public final Chain first = this;
    }

    @Tool(description = "Books, and cannot say what.", effect = Effect.ONCE, undo = "cancel")
    Chain bookLinked(String room) {
      log.add("book " + room);
      return new Chain();
    }

    @Tool(description = "Books, and the line breaks.", effect = Effect.ONCE, undo = "cancel")
    String bookAndBreak(String room) throws IOException {
      log.add("book " + room);
      throw new SocketTimeoutException("no answer in time");
    }

    @Tool(
        description = "Books, the line breaks, but can be asked.",
        effect = Effect.ONCE,
        lookUp = "booking",
        settlesWithin = "PT0S")
    String bookBreakAndAsk(String room) throws IOException {
      if (room.equals("lost")) {
        throw new SocketTimeoutException("not even a dial tone");
      }
      return bookAndBreak(room);
    }

    @Tool(description = "Books again at will.", effect = Effect.IDEMPOTENT, undo = "cancel")
    String bookAtWill(String room) throws IOException {
      return bookAndBreak(room);
    }

    @Tool(description = "Refuses.", effect = Effect.ONCE, undo = "cancel")
    String refuse(String room) {
      throw new NothingDoneException("there is no room " + room);
    }

    Optional<String> booking(String room) {
      return log.contains("book " + room) ? Optional.of(room + " is booked") : Optional.empty();
    }

    void cancel(String room, ToolCallContext call) {
      log.add("cancel " + room + ", which was: " + call.result());
    }
  }

  private static final Hotel HOTEL = new Hotel();

  @RegisterExtension
  static final WaggleExtension waggle =
      WaggleExtension.agents(
          Agent.named("guest")
              .model("play:guest")
              .instructions("You are guest.")
              .tools(HOTEL)
              .planning(Planning.NEVER)
              .undoOnFailure()
              .build());

  @BeforeEach
  void reset() {
    HOTEL.log.clear();
  }

  /** Told as an error, it would be called again, and passed over by the undo. */
  @Test
  void shouldCountACallAsDoneAndUndoItWhoseResultCannotBeWritten() {
    waggle.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_linked", Map.of("room", "5")))
            .on(When.turn(1).toolResult("done, but the result, of type Chain, cannot be written"))
            .reply(Reply.call("give_up", Map.of("reason", "too dark")))
            .build());

    assertThat(waggle.run("guest", "Book").variables()).containsEntry("undone", 1);
    assertThat(HOTEL.log).hasSize(2).first().isEqualTo("book 5");
    assertThat(HOTEL.log.getLast()).startsWith("cancel 5, which was: done, but");
  }

  @Test
  void shouldAskAPersonAboutACallThatThrewAndNobodyCanLookUp() {
    waggle.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_and_break", Map.of("room", "6")))
            .on(When.turn(1).toolResult("It is not known whether this call went through."))
            .reply(Reply.call("give_up", Map.of("reason", "who knows")))
            .build());

    TestRun run = waggle.start("guest", "Book");
    waggle.person("ada").decides(run, GateKind.IN_DOUBT, Decision.of(Action.SKIP));

    assertThat(run.awaitEnd().variables()).containsEntry("undone", 1);
    assertThat(HOTEL.log).containsExactly("book 6", "cancel 6, which was: null");
  }

  @ParameterizedTest
  @CsvSource({"7, 7 is booked", "lost, It has not gone through so far."})
  void shouldLookUpWhetherACallThatThrewWentThrough(String room, String told) {
    waggle.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_break_and_ask", Map.of("room", room)))
            .on(When.turn(1).toolResult(told))
            .reply("Told.")
            .build());

    assertThat(waggle.run("guest", "Book").variables()).containsEntry("result", "Told.");
    assertThat(HOTEL.log).hasSize(room.equals("lost") ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "book_at_will, SocketTimeoutException: no answer, 1",
    "refuse, there is no room 8, 0"
  })
  void shouldUndoWhatThrewUnlessItSaidThatItDidNothing(String tool, String told, int undone) {
    waggle.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call(tool, Map.of("room", "8")))
            .on(When.turn(1).toolResult("ERROR calling tool '%s': %s".formatted(tool, told)))
            .reply(Reply.call("give_up", Map.of("reason", "no room")))
            .build());

    assertThat(waggle.run("guest", "Book").variables())
        .containsEntry("outcome", "failed")
        .containsEntry("undone", undone);
    assertThat(HOTEL.log).hasSize(2 * undone);
  }
}
