package io.waggle.llm.openai;

import io.waggle.bpmn.Cut;
import io.waggle.llm.Message;
import io.waggle.llm.Message.Role;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the messages of a conversation into an order and a shape that all endpoints take: nobody
 * speaks twice in a row, nobody interrupts between the results of tools and the model, and nothing
 * is empty.
 */
final class Conversation {
  private static final String EMPTY = "(empty)";

  private Conversation() {}

  static List<Message> sendable(List<Message> messages, boolean plain) {
    List<Message> sendable = new ArrayList<>();
    for (Message message : plain ? inPlainWords(messages) : messages) {
      add(sendable, filled(message));
    }
    return sendable;
  }

  private static void add(List<Message> said, Message next) {
    Message last = said.isEmpty() ? null : said.getLast();
    if (last != null && isJoined(last, next)) {
      said.removeLast();
      said.add(
          new Message(
              next.role(),
              last.text() + "\n\n" + next.text(),
              next.requests(),
              null,
              next.providerFields()));
      return;
    }
    if (last != null && last.role() == Role.TOOL && next.role() == Role.USER) {
      said.add(Message.assistant(Message.RESULTS_READ, List.of()));
    }
    said.add(next);
  }

  private static boolean isJoined(Message last, Message next) {
    return last.role() == next.role()
        && (next.role() == Role.USER
            || (next.role() == Role.ASSISTANT
                && last.requests().isEmpty()
                && next.requests().isEmpty()));
  }

  private static Message filled(Message message) {
    boolean isSent = message.role() == Role.USER || message.role() == Role.TOOL;
    boolean saysNothing =
        message.text().isBlank()
            && (isSent || (message.role() == Role.ASSISTANT && message.requests().isEmpty()));
    return saysNothing
        ? new Message(message.role(), EMPTY, null, message.toolCallId(), null)
        : message;
  }

  /** For endpoints that refuse the calls of the past, whatever they dislike about them. */
  private static List<Message> inPlainWords(List<Message> messages) {
    Map<String, String> names = new HashMap<>();
    List<Message> plain = new ArrayList<>();
    for (Message message : messages) {
      StringBuilder text = new StringBuilder(message.text());
      for (ToolRequest request : message.requests()) {
        names.put(request.id(), request.name());
        text.append(text.isEmpty() ? "" : "\n")
            .append("(I called the tool ")
            .append(Cut.beginning(request.name(), FunctionNames.LONGEST))
            .append(" with ")
            .append(request.arguments())
            .append(")");
      }
      plain.add(
          switch (message.role()) {
            case TOOL ->
                Message.user(
                    "The tool %s returned:\n\n%s"
                        .formatted(
                            names.getOrDefault(
                                String.valueOf(message.toolCallId()), "that was called"),
                            message.text()));
            case ASSISTANT -> Message.assistant(text.toString(), List.of());
            case SYSTEM, USER -> message;
          });
    }
    return plain;
  }
}
