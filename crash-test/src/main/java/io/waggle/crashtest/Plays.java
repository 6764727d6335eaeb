package io.waggle.crashtest;

import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.TextCondition;
import io.waggle.scripted.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the model says to the agents of the crash test. */
final class Plays {
  /** Payments in a run of the commuter, marks in one of the walker; the turns are one more. */
  static final int TICKETS = 10;

  private static final TextCondition ORDER = TextCondition.matches("(?<order>order-[0-9]+)");
  private static final String NAME = "${order}";

  private Plays() {}

  /**
   * @param answerTime of every answer to the commuter and the walker; the others are answered at
   *     once
   */
  static Screenplay all(Duration answerTime) {
    ScreenplayBuilder play = Screenplay.role("buyer");
    buyer(play);
    buyerWhoHasPaid(play);
    scout(play.role("scout"));
    commuter(play.role("commuter"), answerTime);
    walker(play.role("walker"), answerTime);
    return play.build();
  }

  /** What a run of the commuter comes to. */
  static String allPaid(String order) {
    return "All tickets of " + order + " are paid.";
  }

  /** The same of the walker. */
  static String allMarked(String order) {
    return "All ways of " + order + " are marked.";
  }

  private static void buyer(ScreenplayBuilder play) {
    play.on(When.ALWAYS.offering("make_plan").task(ORDER))
        .id("buyer-plan")
        .reply(
            Reply.call(
                "make_plan",
                Map.of(
                    "steps",
                    List.of(
                        step("s1", "Buy the ticket", "Pay and reserve " + NAME, Map.of()),
                        step(
                            "s2",
                            "Find the way",
                            "Find the way for " + NAME,
                            Map.of("agent", "crash-test-scout", "dependsOn", List.of("s1")))))))
        .on(When.ALWAYS.offering().task(ORDER))
        .id("buyer-synthesize")
        .reply(NAME + " is paid, seat and way are known.")
        .on(When.turn(0).task(Story.CASH.request()).any(ORDER))
        .id("buyer-pay-cash")
        .reply(Reply.call("pay_cash", Map.of("order", NAME)))
        .on(When.turn(0).task(Story.POSTED.request()).any(ORDER))
        .id("buyer-pay-by-post")
        .reply(Reply.call("pay_by_post", Map.of("order", NAME)))
        .on(When.turn(0).task(ORDER))
        .id("buyer-pay")
        .reply(Reply.call("pay", Map.of("order", NAME, "ticket", 1)));
  }

  private static void buyerWhoHasPaid(ScreenplayBuilder play) {
    play.on(When.turn(1).task(ORDER).toolResult("done for"))
        .id("buyer-reserve")
        .reply(Reply.call("reserve", Map.of("order", NAME)))
        .on(When.turn(2).task(Story.ANNOUNCED.request()).any(ORDER).toolResult("reserve done"))
        .id("buyer-announce")
        .reply(Reply.call("announce", Map.of("order", NAME)))
        .on(When.turn(3).task(ORDER).toolResult("announce done"))
        .id("buyer-announced")
        .reply("Bought and announced.")
        .on(When.turn(2).task(Story.ASKED.request()).any(ORDER).toolResult("reserve done"))
        .id("buyer-ask")
        .reply(Reply.call("ask_human", Map.of("question", "Which seat for " + NAME + "?")))
        .on(When.turn(3).task(ORDER).toolResult("At the window"))
        .id("buyer-asked")
        .reply("Bought, at the window.")
        .on(When.turn(2).task(ORDER).toolResult("reserve done"))
        .id("buyer-bought")
        .reply("Bought.");
  }

  private static Map<String, Object> step(
      String id, String title, String instruction, Map<String, ?> more) {
    Map<String, Object> step = new java.util.HashMap<>(more);
    step.put("id", id);
    step.put("title", title);
    step.put("instruction", instruction);
    return step;
  }

  private static void scout(ScreenplayBuilder play) {
    play.on(When.turn(0).task(ORDER))
        .id("scout-price")
        .reply(Reply.call("price", Map.of("order", NAME)))
        .on(When.turn(1).any(ORDER).toolResult("12 euros"))
        .id("scout-mark")
        .reply(Reply.call("mark", Map.of("order", NAME, "way", 1)))
        .on(When.turn(2).toolResult("mark done"))
        .id("scout-answer")
        .reply("Take the stairs.");
  }

  private static void walker(ScreenplayBuilder play, Duration answerTime) {
    for (int way = 1; way <= TICKETS; way++) {
      play.on(When.turn(way - 1).task(ORDER))
          .id("walker-way-" + way)
          .delay(answerTime)
          .reply(Reply.call("mark", Map.of("order", NAME, "way", way)));
    }
    play.on(When.turn(TICKETS).task(ORDER).toolResult("way " + TICKETS))
        .id("walker-done")
        .delay(answerTime)
        .reply(allMarked(NAME));
  }

  private static void commuter(ScreenplayBuilder play, Duration answerTime) {
    for (int ticket = 1; ticket <= TICKETS; ticket++) {
      play.on(When.turn(ticket - 1).task(ORDER))
          .id("commuter-ticket-" + ticket)
          .delay(answerTime)
          .reply(Reply.call("pay", Map.of("order", NAME, "ticket", ticket)));
    }
    play.on(When.turn(TICKETS).task(ORDER).toolResult("ticket " + TICKETS))
        .id("commuter-done")
        .delay(answerTime)
        .reply(allPaid(NAME));
  }
}
