package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.tool.Effect;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

    @Tool(description = "Books, and never says so.", effect = Effect.ONCE, timeout = "PT8S")
    String bookInTheDark(String room) throws InterruptedException {
      log.add("book " + room);
      new CountDownLatch(1).await();
      return "never";
    }

    @Tool(
        description = "Books, never says so, but can be asked.",
        effect = Effect.ONCE,
        timeout = "PT8S",
        lookUp = "booking")
    String bookByPhone(String room) throws InterruptedException {
      return bookInTheDark(room);
    }

    @Tool(
        description = "Books, never says so, and the letter takes its time.",
        effect = Effect.ONCE,
        timeout = "PT5S",
        lookUp = "letter",
        settlesWithin = "PT2S")
    String bookByLetter(String room) throws InterruptedException {
      new CountDownLatch(1).await();
      return "never";
    }

    /** It arrives just after somebody has asked for the first time. */
    Optional<String> letter(String room) {
      Optional<String> arrived = booking(room);
      if (arrived.isEmpty()) {
        log.add("book " + room);
      }
      return arrived;
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
}
