package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.camunda.client.api.search.response.UserTask;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** How three disputes go: decided by a table, by a manager, and by hand. */
final class DisputeStory {
  private static final String SMALL = "1001";

  private final Console console;
  private final Disputes disputes;

  DisputeStory(Console console, Disputes disputes) {
    this.console = console;
    this.disputes = disputes;
  }

  void tell() {
    long small = follow(SMALL, "R-2001", "One jar came broken, your driver saw it.");
    follow("1002", "R-2002", "We are charged twice for the same 80 jars.");
    follow("1004", "R-2004", "Nothing was delivered.");
    say("");
    say(
        "4/4 The customer of dispute %s withdraws, after the credit note was issued:"
            .formatted(SMALL));
    disputes.withdraw(SMALL, small, "CancelCreditNote");
    say("  'Cancel credit note' compensates for it, and the process ends at 'Dispute withdrawn'");
  }

  private long follow(String number, String invoice, String complaint) {
    say("");
    say("Dispute %s, invoice %s: “%s”".formatted(number, invoice, complaint));
    long instance = disputes.receive(number, invoice, complaint);
    Optional<UserTask> asking = disputes.settledOrAsking(instance);
    JsonNode proposal = disputes.variable(instance, "investigation").path("result");
    say(
        "  The agent "
            + (proposal.isObject() ? proposed(proposal) : "fails; the process catches that"));
    if (asking.isPresent()) {
      decide(asking.get(), proposal);
      disputes.settledOrAsking(instance);
    } else {
      say("  The table: nobody has to approve that");
    }
    JsonNode note = disputes.variable(instance, "creditNote");
    say(
        "  "
            + (note.isMissingNode()
                ? "No credit note"
                : "Credit note " + note.asText() + " is issued"));
    say("  Letter: " + TreeText.oneLine(disputes.variable(instance, "letter").asText()));
    return instance;
  }

  private static String proposed(JsonNode proposal) {
    return "proposes %s, %s"
        .formatted(
            proposal.path("credit").asBoolean()
                ? "a credit of %s euros".formatted(euros(proposal))
                : "no credit",
            switch (proposal.path("confidence").asText()) {
              case "HIGH" -> "and is sure";
              case "MEDIUM" -> "and is fairly sure";
              default -> "but is not sure";
            });
  }

  private static String euros(JsonNode proposal) {
    return String.format(Locale.ROOT, "%.2f", proposal.path("amount").decimalValue());
  }

  private void decide(UserTask task, JsonNode proposal) {
    say(
        "  User task '%s' waits for %s"
            .formatted(task.getName(), String.join(", ", task.getCandidateGroups())));
    boolean credit = proposal.path("credit").asBoolean() && isYes("  Issue the credit note?");
    if (!proposal.path("credit").asBoolean()) {
      say("  The clerk looks into it and credits nothing");
    }
    disputes.decide(
        task,
        credit,
        credit ? proposal.path("amount") : IntNode.valueOf(0),
        credit
            ? proposal.path("reason").asText()
            : "We have looked into it and find no ground for a credit.");
  }

  /** Yes, where nobody sits there. */
  private boolean isYes(String question) {
    if (!console.interactive()) {
      say(question + " yes (nobody sits at this terminal)");
      return true;
    }
    console.err().print(question + " [Y/n] ");
    console.err().flush();
    try {
      int first = console.in().read();
      for (int next = first; next >= 0 && next != '\n'; ) {
        next = console.in().read();
      }
      return first != 'n' && first != 'N';
    } catch (IOException gone) {
      return true;
    }
  }

  private void say(String line) {
    console.err().println(line);
  }
}
