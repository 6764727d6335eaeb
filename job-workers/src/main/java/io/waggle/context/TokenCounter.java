package io.waggle.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Counts tokens with the vocabularies of OpenAI's models; for all others that of the newest stands
 * in, and their own counts differ. Safe for many threads.
 */
final class TokenCounter {
  /** What a message takes beside its text, and at the least. */
  private static final int PER_MESSAGE = 4;

  /** Longer texts are counted in pieces: of one that is all one word, the time grows with it. */
  private static final int PIECE = 4_000;

  private static final Pattern OLDER = Pattern.compile(".*:(?:.*/)?gpt-(?:4(?![o.\\d])|3\\.5).*");

  /** Reading a vocabulary takes half a second and some megabytes. */
  private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

  /**
   * The journal's cache hands out the same messages turn after turn. Whoever uses these tidies them
   * up: to wake a thread for that takes more time.
   */
  private final Cache<Message, Integer> newer =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  private final Cache<Message, Integer> older =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  /**
   * @param model {@code provider:name}
   */
  int count(String model, ChatRequest request) {
    int tokens = count(model, request.messages());
    Encoding encoding = encoding(model);
    for (ToolDeclaration tool : request.tools()) {
      tokens +=
          count(encoding, tool.name() + " " + tool.description() + " " + tool.parameters())
              + PER_MESSAGE;
    }
    return tokens;
  }

  int count(String model, List<Message> messages) {
    Encoding encoding = encoding(model);
    Cache<Message, Integer> known = isOlder(model) ? older : newer;
    return messages.stream()
        .mapToInt(message -> known.get(message, absent -> count(encoding, absent)))
        .sum();
  }

  private static int count(Encoding encoding, Message message) {
    int tokens = PER_MESSAGE + count(encoding, message.text());
    for (ToolRequest call : message.requests()) {
      tokens += PER_MESSAGE + count(encoding, call.name() + " " + call.arguments());
    }
    return tokens;
  }

  private static int count(Encoding encoding, String text) {
    int tokens = 0;
    for (int from = 0; from < text.length(); from += PIECE) {
      int to = Math.min(from + PIECE, text.length());
      tokens += encoding.countTokensOrdinary(text.substring(from, to));
    }
    return tokens;
  }

  private Encoding encoding(String model) {
    return ENCODINGS.getEncoding(
        isOlder(model) ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
  }

  private static boolean isOlder(String model) {
    return OLDER.matcher(model).matches();
  }
}
