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
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools may do once, what is looked up, and what is undone. */
class EffectsIT {

  /** A hotel whose lines go dead. */
  static final class Hotel {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Books, and never says so.", effect = Effect.ONCE, timeout = "PT0.2S")
    String bookInTheDark(String room) throws InterruptedException {
      log.add("book " + room);
      new CountDownLatch(1).await();
      return "never";
    }

    @Tool(
        description = "Books, never says so, but can be asked.",
        effect = Effect.ONCE,
        timeout = "PT0.2S",
        lookUp = "booking")
    String bookByPhone(String room) throws InterruptedException {
      return bookInTheDark(room);
    }

    @Tool(
        description = "Books, never says so, and the letter takes its time.",
        effect = Effect.ONCE,
        timeout = "PT0.2S",
        lookUp = "booking",
        settlesWithin = "PT1S")
    String bookByLetter(String room) throws InterruptedException {
      CompletableFuture.runAsync(
          () -> log.add("book " + room),
          CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
      new CountDownLatch(1).await();
      return "never";
    }

    Optional<String> booking(String room) {
      return log.contains("book " + room) ? Optional.of(room + " is booked") : Optional.empty();
    }

    @Tool(description = "Books.", effect = Effect.ONCE, undo = "cancel")
    String book(String room, ToolCallContext call) {
      log.add("book " + room);
      keys.add(call.idempotencyKey());
      return room + " is yours";
    }

    void cancel(String room, ToolCallContext call) {
      log.add("cancel " + room + ", which was: " + call.result());
      keys.add(call.idempotencyKey());
    }

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

    @Tool(description = "Is busy at first.", effect = Effect.ONCE)
    String bookWhenFree(ToolCallContext call) {
      keys.add(call.idempotencyKey());
      if (keys.size() == 1) {
        throw new RetryableToolException("all lines are busy", null);
      }
      return "booked";
    }
  }

  private static final Hotel HOTEL = new Hotel();
  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named("guest")
                    .model("play:guest")
                    .instructions("You are guest.")
                    .tools(HOTEL)
                    .planning(Planning.NEVER)
                    .undoOnFailure()
                    .build()));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    HOTEL.log.clear();
    HOTEL.keys.clear();
  }

  @ParameterizedTest
  @CsvSource({"book_by_phone, 12", "book_by_letter, 14"})
  void shouldLookUpWhetherACallInDoubtWentThrough(String tool, String room) {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call(tool, Map.of("room", room)))
            .on(When.turn(1).toolResult(room + " is booked"))
            .reply("It is booked.")
            .build());

    assertThat(bed.run("guest", "Book").variables()).containsEntry("result", "It is booked.");
    assertThat(HOTEL.log).containsExactly("book " + room);
  }

  @Test
  void shouldAskAPersonAboutACallInDoubtThatNobodyCanLookUp() {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_in_the_dark", Map.of("room", "13")))
            .build());

    bed.start(Map.of("agent", "guest", "task", "Book"));

    bed.awaitActivated("ResolveInDoubtCall");
    assertThat(HOTEL.log).containsExactly("book 13");
  }

  @Test
  void shouldHandEveryAttemptAtACallTheSameKeyAndAskNobodyWhereNothingWasDone() {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_when_free", Map.of()))
            .on(When.turn(1).toolResult("booked"))
            .reply("Booked.")
            .build());

    assertThat(bed.run("guest", "Book").variables()).containsEntry("result", "Booked.");
    assertThat(HOTEL.keys).hasSize(2);
    assertThat(HOTEL.keys.getFirst()).isEqualTo(HOTEL.keys.getLast());
  }

  @Test
  void shouldUndoInReverseOrderWhatAFailedRunDid() {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book", Map.of("room", "1")))
            .on(When.turn(1))
            .reply(Reply.call("book", Map.of("room", "2")))
            .on(When.turn(2))
            .reply(Reply.call("give_up", Map.of("reason", "the third room is taken")))
            .build());

    Map<String, @Nullable Object> result = bed.run("guest", "Book three rooms").variables();

    assertThat(result).containsEntry("outcome", "failed").containsEntry("undone", 2);
    assertThat(HOTEL.log)
        .containsExactly(
            "book 1",
            "book 2",
            "cancel 2, which was: 2 is yours",
            "cancel 1, which was: 1 is yours");
    assertThat(HOTEL.keys.get(0)).isEqualTo(HOTEL.keys.get(3)).isNotEqualTo(HOTEL.keys.get(1));
  }

  /** Told as an error, it would be called again, and passed over by the undo. */
  @Test
  void shouldCountACallAsDoneAndUndoItWhoseResultCannotBeWritten() {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_linked", Map.of("room", "5")))
            .on(When.turn(1).toolResult("done, but the result, of type Chain, cannot be written"))
            .reply(Reply.call("give_up", Map.of("reason", "too dark")))
            .build());

    assertThat(bed.run("guest", "Book").variables()).containsEntry("undone", 1);
    assertThat(HOTEL.log).hasSize(2).first().isEqualTo("book 5");
    assertThat(HOTEL.log.getLast()).startsWith("cancel 5, which was: done, but");
  }

  @Test
  void shouldAskAPersonAboutACallThatThrewAndNobodyCanLookUp() {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_and_break", Map.of("room", "6")))
            .on(When.turn(1).toolResult("It is not known whether this call went through."))
            .reply(Reply.call("give_up", Map.of("reason", "who knows")))
            .build());

    TestRun run = bed.start("guest", "Book");
    bed.person("ada").decides(run, GateKind.IN_DOUBT, Decision.of(Action.SKIP));

    assertThat(run.awaitEnd().variables()).containsEntry("undone", 1);
    assertThat(HOTEL.log).containsExactly("book 6", "cancel 6, which was: null");
  }

  @ParameterizedTest
  @CsvSource({"7, 7 is booked", "lost, It has not gone through so far."})
  void shouldLookUpWhetherACallThatThrewWentThrough(String room, String told) {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call("book_break_and_ask", Map.of("room", room)))
            .on(When.turn(1).toolResult(told))
            .reply("Told.")
            .build());

    assertThat(bed.run("guest", "Book").variables()).containsEntry("result", "Told.");
    assertThat(HOTEL.log).hasSize(room.equals("lost") ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "book_at_will, SocketTimeoutException: no answer, 1",
    "refuse, there is no room 8, 0"
  })
  void shouldUndoWhatThrewUnlessItSaidThatItDidNothing(String tool, String told, int undone) {
    bed.play(
        Screenplay.role("guest")
            .on(When.turn(0))
            .reply(Reply.call(tool, Map.of("room", "8")))
            .on(When.turn(1).toolResult("ERROR calling tool '%s': %s".formatted(tool, told)))
            .reply(Reply.call("give_up", Map.of("reason", "no room")))
            .build());

    assertThat(bed.run("guest", "Book").variables())
        .containsEntry("outcome", "failed")
        .containsEntry("undone", undone);
    assertThat(HOTEL.log).hasSize(2 * undone);
  }
}
