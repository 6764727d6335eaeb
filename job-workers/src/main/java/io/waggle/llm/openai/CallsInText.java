package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.llm.ToolRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds calls that a model wrote into its text, in the marks of its own training. Calls that are
 * all of the text are read; others the model has to make again.
 */
final class CallsInText {
  /** How models mark a call; each is a mark of one family. */
  private static final List<String> MARKS =
      List.of(
          "\\[TOOL_CALLS?\\]|\\[ARGS\\]|\\[/TOOL_CALLS?\\]",
          "</?\\|?(?:[a-z]{2,20}[:_])?(?:tool|function)[_▁](?:calls?|use|invocation)\\|?>",
          "</?(?:function|invoke|parameter)(?:=| name=)[^>\\n]{0,100}>|</function>",
          "<\\|python_tag\\|>|<\\|tool_calls?_[a-z_]{1,40}\\|>|<\\|(?:/?action|plugin)[^|\\n"
              + "]{0,20}\\|>",
          "<｜tool▁[^｜\\n]{1,40}｜>|<｜DSML｜[^>\\n]{0,60}>",
          "(?:<\\|start\\|>assistant)?<\\|channel\\|>commentary[^<\\n]{0,80}",
          "(?:assistant)?commentary to=[A-Za-z0-9_.-]{1,80}|<[a-z]{2,20}:function_call[^>\\n]{0,100}>",
          "</?start_function_call>|</?tools>|</?TOOLCALL>|functools(?=\\[)|✿FUNCTION✿");

  private static final Pattern MARK =
      Pattern.compile("(?m)^[ \\t]*(?:" + String.join("|", MARKS) + ")");

  /** Within a line, where nobody would speak of it: the mark with what belongs to it. */
  private static final Pattern MARK_IN_LINE =
      Pattern.compile(
          "\\[TOOL_CALLS\\]\\s{0,9}(?:\\[\\s{0,9}\\{|[A-Za-z0-9_-]{1,64}\\s{0,9}(?:\\[ARGS\\]|\\{))");

  private static final Pattern ANY_MARK = Pattern.compile(String.join("|", MARKS));

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^[ \\t]*```[^\\n`]{0,40}\\n(.*?)^[ \\t]*```[ \\t]*$");

  private static final Pattern NAMED =
      Pattern.compile(
          "\\s*(?:functions\\.)?([A-Za-z0-9_-]{1,64})\\s*(\\{.*\\})\\s*", Pattern.DOTALL);

  private static final Pattern INVOCATION =
      Pattern.compile(
          "^\\[?\\s*(?:print\\()?([A-Za-z_][A-Za-z0-9_]{0,63})\\(.{0,4000}\\)\\s*\\]?$",
          Pattern.DOTALL);

  private static final Pattern ACTION =
      Pattern.compile("(?m)^Action:[ \\t]*([A-Za-z0-9_-]{1,64})[ \\t]*\\n\\s*Action Input:");

  /** A longer text is no call. */
  private static final int LONGEST = 400_000;

  private final Set<String> offered;
  private final Set<String> known;

  /**
   * @param offered names of tools that may be called now
   * @param known names of tools that the model has heard of, those among them
   */
  CallsInText(Set<String> offered, Set<String> known) {
    this.offered = offered;
    this.known = known;
  }

  /**
   * @param calls that are all of the text, to tools that may be called now
   * @param isAttempt whether the text has calls that cannot be taken for sure
   */
  record Found(List<ToolRequest> calls, boolean isAttempt) {
    private static final Found NOTHING = new Found(List.of(), false);
    private static final Found ATTEMPT = new Found(List.of(), true);
  }

  Found in(String content) {
    String text = content.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return Found.NOTHING;
    }
    String outside = FENCE.matcher(text).replaceAll("");
    if (MARK.matcher(outside).find() || MARK_IN_LINE.matcher(outside).find()) {
      return all(ANY_MARK.matcher(unfenced(text)).replaceAll("\n"), true);
    }
    Found whole = all(unfenced(text), false);
    return whole.calls().isEmpty() && isMeant(text) ? Found.ATTEMPT : whole;
  }

  private Found all(String text, boolean marked) {
    Found other = marked ? Found.ATTEMPT : Found.NOTHING;
    Matcher named = NAMED.matcher(text);
    if (marked && named.matches()) {
      JsonNode arguments = Json.read(named.group(2));
      return arguments.isObject() && offered.contains(named.group(1))
          ? new Found(List.of(new ToolRequest("", named.group(1), arguments.toString())), false)
          : other;
    }
    List<ToolRequest> calls = new ArrayList<>();
    for (JsonNode value : values(text)) {
      Optional<ToolRequest> call = call(value);
      if (call.isEmpty()) {
        return other;
      }
      calls.add(call.get());
    }
    if (calls.isEmpty()) {
      return other;
    }
    if (calls.stream().allMatch(call -> offered.contains(call.name()))) {
      return new Found(calls, false);
    }
    boolean some = calls.stream().anyMatch(call -> known.contains(call.name()));
    return marked || some ? Found.ATTEMPT : Found.NOTHING;
  }

  /** Whether a part of the text is a call to a tool that there is. */
  private boolean isMeant(String text) {
    Matcher invocation = INVOCATION.matcher(unfenced(text).strip());
    if (invocation.matches() && known.contains(invocation.group(1))) {
      return true;
    }
    Matcher action = ACTION.matcher(text);
    if (action.find() && known.contains(action.group(1))) {
      return true;
    }
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      if (isCall(fence.group(1))) {
        return true;
      }
    }
    int line = text.lastIndexOf("\n{");
    return line >= 0 && isCall(text.substring(line));
  }

  private boolean isCall(String json) {
    List<JsonNode> values = values(json);
    return !values.isEmpty()
        && values.stream()
            .allMatch(value -> call(value).filter(c -> known.contains(c.name())).isPresent());
  }

  private static String unfenced(String text) {
    Matcher fence = FENCE.matcher(text);
    return fence.matches() ? fence.group(1) : text;
  }

  /**
   * @return the JSON values that a text consists of, members of lists one by one; empty if there is
   *     anything else in it
   */
  private static List<JsonNode> values(String text) {
    String json = text.strip();
    if (!json.startsWith("{") && !json.startsWith("[")) {
      return List.of();
    }
    List<JsonNode> values = new ArrayList<>();
    try (MappingIterator<JsonNode> read = Json.VALUES.readValues(json)) {
      while (read.hasNextValue()) {
        JsonNode value = read.nextValue();
        JsonNode list = value.size() == 1 ? value.path("tool_calls") : MissingNode.getInstance();
        if (value.isArray() || list.isArray()) {
          (list.isArray() ? list : value).forEach(values::add);
        } else {
          values.add(value);
        }
      }
      return values;
    } catch (JsonProcessingException other) {
      return List.of();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Optional<ToolRequest> call(JsonNode value) {
    JsonNode call = value.path("function").isObject() ? value.path("function") : value;
    JsonNode name = first(call, "name", "function", "tool", "tool_name", "action");
    JsonNode arguments = first(call, "arguments", "parameters", "args", "input", "action_input");
    boolean isCall =
        name.isTextual()
            && (arguments.isObject()
                || (arguments.isTextual() && Json.read(arguments.asText()).isObject()));
    return isCall
        ? Optional.of(
            new ToolRequest(
                "",
                name.asText(),
                arguments.isTextual() ? arguments.asText() : arguments.toString()))
        : Optional.empty();
  }

  private static JsonNode first(JsonNode object, String... names) {
    for (String name : names) {
      if (object.has(name)) {
        return object.path(name);
      }
    }
    return MissingNode.getInstance();
  }
}
