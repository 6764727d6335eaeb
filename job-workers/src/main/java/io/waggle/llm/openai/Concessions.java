package io.waggle.llm.openai;

import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ProviderFields;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has been learned about a model: which forms of a request its endpoint refuses. Kept as long
 * as the worker runs; after that it costs one refused request to learn it again. Safe for many
 * threads.
 */
final class Concessions {
  /** Conversations that were refused for no known reason, the last ones. */
  private static final int MOST_REFUSED = 1_000;

  private static final Set<Integer> ABOUT_A_FORM = Set.of(400, 404, 405, 413, 415, 422, 501);
  private static final Pattern CHOICE =
      Pattern.compile("tool[_ ]?choice|function_call\\b|forc\\w+ (?:a )?(?:tool|function)");
  private static final Pattern IDS =
      Pattern.compile(
          "tool[_ ]?calls?[_ ]?id|tool_use_id|tool_calls\\S{0,10}\\.id\\b|tool_use\\.id|call[_"
              + " ]id");
  private static final Pattern MISSING =
      Pattern.compile("missing|lack|required|must be passed|absent");

  private static final Pattern ANSWERS =
      Pattern.compile(
          "response[_ ]?(?:format|mime|schema)|json[_ ]?(?:schema|object|mode)|structured[_ ]output"
              + "|guided[_ ]");
  private static final Pattern STRICT =
      Pattern.compile(
          "\\bstrict\\b|invalid[_ ](?:json[_ ])?schema|invalid[_ ](?:function[_ ])?param"
              + "|additional_?properties");

  private static final Pattern STREAM_OPTIONS = Pattern.compile("stream_?options|include_?usage");
  private static final Pattern STREAMING = Pattern.compile("\\bstream(?:ing)?\\b");

  private Form form;

  private final Map<Integer, Boolean> refused =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
          return size() > MOST_REFUSED;
        }
      };

  /**
   * @param first the form to begin with
   */
  Concessions(Form first) {
    this.form = first;
  }

  synchronized Form form(ChatRequest request) {
    boolean again = !refused.isEmpty() && refused.getOrDefault(request.hashCode(), false);
    return again ? form.inPlainWords() : form;
  }

  /**
   * @param error a refusal
   * @param sent the form of the request that was refused
   * @return what the next attempt does otherwise, as the end of a sentence; empty if nothing was
   *     learned
   */
  synchronized Optional<String> learn(ProviderError error, ChatRequest request, Form sent) {
    if (!ABOUT_A_FORM.contains(error.status()) || sent.plain()) {
      return Optional.empty();
    }
    String said = (error.code() + " " + error.message()).toLowerCase(Locale.ROOT);
    if (request.forcedTool() != null
        && sent.choice() != Form.Choice.FREE
        && CHOICE.matcher(said).find()) {
      boolean named = sent.choice() == Form.Choice.NAMED;
      form = form.withChoice(named ? Form.Choice.REQUIRED : Form.Choice.FREE);
      return Optional.of(
          named
              ? "asks for any tool call instead of a certain one (tool_choice 'required')"
              : "leaves the choice of a tool to the model (no tool_choice)");
    }
    Optional<String> known = aboutSchemas(said, request, sent).or(() -> aboutStreaming(said, sent));
    if (known.isPresent()) {
      return known;
    }
    Set<String> fields = MISSING.matcher(said).find() ? Set.of() : named(said, request);
    if (!sent.unwanted().containsAll(fields)) {
      form = form.without(fields);
      return Optional.of("leaves out what the provider sent beside its answers: " + fields);
    }
    if (!sent.shortIds() && hasCalls(request) && IDS.matcher(said).find()) {
      form = form.withShortIds();
      return Optional.of("names tool calls by other ids");
    }
    return Optional.empty();
  }

  /** What is enforced is asked for less and less; the answer is checked in any case. */
  private Optional<String> aboutSchemas(String said, ChatRequest request, Form sent) {
    if (request.answerSchema() != null
        && sent.answers() != Form.Answers.FREE
        && (ANSWERS.matcher(said).find() || STRICT.matcher(said).find())) {
      boolean whole = sent.answers() == Form.Answers.SCHEMA;
      form = form.withAnswers(whole ? Form.Answers.OBJECT : Form.Answers.FREE);
      return Optional.of(
          whole
              ? "asks for a JSON object of no certain schema (response_format 'json_object')"
              : "leaves the form of the answer to the model (no response_format)");
    }
    boolean strict = request.tools().stream().anyMatch(ToolDeclaration::isStrict);
    if (strict && sent.strictTools() && STRICT.matcher(said).find()) {
      form = form.withLooseTools();
      return Optional.of("does not ask for strict schemas of tools");
    }
    return Optional.empty();
  }

  private Optional<String> aboutStreaming(String said, Form sent) {
    if (sent.streaming() == Form.Streaming.WITH_USAGE && STREAM_OPTIONS.matcher(said).find()) {
      form = form.withStreaming(Form.Streaming.PLAIN);
      return Optional.of("does not ask for the usage of a streamed answer (no stream_options)");
    }
    if (sent.streaming() != Form.Streaming.OFF && STREAMING.matcher(said).find()) {
      form = form.withStreaming(Form.Streaming.OFF);
      return Optional.of("asks for the answer in one piece (no stream)");
    }
    return Optional.empty();
  }

  /**
   * Remembers a conversation that was refused, so that it goes out in plain words when it is asked
   * again, and as usual after that.
   *
   * @return whether the next one is in plain words
   */
  synchronized boolean refuse(ChatRequest request, Form sent) {
    boolean asksMore = request.forcedTool() != null || request.answerSchema() != null;
    boolean plainNext = !sent.plain() && (hasCalls(request) || asksMore);
    if (plainNext) {
      refused.put(request.hashCode(), true);
    } else {
      refused.remove(request.hashCode());
    }
    return plainNext;
  }

  private static boolean hasCalls(ChatRequest request) {
    return request.messages().stream().anyMatch(message -> !message.requests().isEmpty());
  }

  private static Set<String> named(String said, ChatRequest request) {
    Set<String> named = new HashSet<>();
    for (Message message : request.messages()) {
      Stream.concat(
              Stream.of(message).map(Message::providerFields),
              message.requests().stream().map(ToolRequest::providerFields))
          .forEach(fields -> addNamed(named, fields, said));
    }
    return named;
  }

  private static void addNamed(Set<String> named, @Nullable ProviderFields fields, String said) {
    if (fields == null) {
      return;
    }
    Stream.of(Optional.of(fields.fields()), Optional.ofNullable(fields.inFunction()))
        .flatMap(Optional::stream)
        .forEach(
            object ->
                object
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (said.contains(name.toLowerCase(Locale.ROOT))) {
                            named.add(name);
                          }
                        }));
  }
}
