package io.waggle.faults;

import static io.waggle.faults.Fault.answer;
import static io.waggle.faults.Fault.body;
import static io.waggle.faults.Fault.call;
import static io.waggle.faults.Fault.calls;
import static io.waggle.faults.Fault.error;
import static io.waggle.faults.Fault.errorBody;
import static io.waggle.faults.Fault.status;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The faults that the table names, each with all its variants. */
final class Faults {
  private static final String FIND = call("\"a\"", "\"find\"", "\"{\\\"query\\\": \\\"tea\\\"}\"");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Map<String, List<List<Fault>>> faults = new LinkedHashMap<>();

  private Faults() {
    statuses();
    brokenBodies();
    finishReasons();
    toolCalls();
    harmless();
  }

  /** By the name in the table; each variant is what the endpoint answers, one after the other. */
  static Map<String, List<List<Fault>>> all() {
    return new Faults().faults;
  }

  private void once(String name, Fault... variants) {
    faults.put(name, Stream.of(variants).map(List::of).toList());
  }

  private void statuses() {
    once(
        "status 408, 409, 425, 429, 500, 502, 503, 504 or 529, once",
        Stream.of(408, 409, 425, 429, 500, 502, 503, 504, 529)
            .map(status -> error(status, "busy", "Slow down."))
            .toArray(Fault[]::new));
    once(
        "a rate limit as status 400 or 413, once",
        error(413, "tokens", "Request too large: tokens per minute limit reached, try again in 2s"),
        error(400, "rate_limit_exceeded", "Rate limit reached"));
    once("status 401", error(401, "invalid_api_key", "No."));
    once(
        "status 402; 429 because the quota is gone",
        error(402, "payment_required", "No."),
        error(429, "insufficient_quota", "No."));
    once("status 403", error(403, "permission_denied", "No."));
    once("status 404: no such model", error(404, "model_not_found", "No."));
    once(
        "status 400 or 422 for any other reason",
        error(400, "invalid_request_error", "This is odd."),
        error(422, "unprocessable", "This is odd."));
    once(
        "a conversation that is too long for the model, with nothing older to sum up",
        error(400, "context_length_exceeded", "No."),
        error(400, "", "This model's maximum context length is 4096 tokens."),
        error(413, "request_too_large", "prompt is too long: 210000 tokens"));
    once(
        "a filter in front of the model, as status 400 or 403",
        error(400, "content_filter", "The prompt was filtered."),
        error(403, "moderation", "Flagged."));
  }

  private void brokenBodies() {
    once("a body that is cut off in the middle, once", Fault.cut());
    once("a connection that is closed before the first byte, once", Fault.closed());
    once(
        "a first byte or a body that takes longer than the timeout, once",
        Fault.slowToBegin(LONG),
        Fault.dripping(LONG));
    once(
        "status 200 with half a JSON or an HTML page, once",
        body("{\"choices\": [{"),
        body("<html><body>Sign in</body></html>"));
    once(
        "status 200 with an error in place of an answer, once",
        body(errorBody("overloaded", "Try again.")));
    once(
        "status 200 with an error that only a person can mend",
        body("{\"error\": {\"code\": 401, \"message\": \"Try again.\"}}"));
    once(
        "status 200 with nothing, no choice, or a choice without a message, once",
        body(""),
        body("{\"choices\": []}"),
        body("{\"choices\": [{\"finish_reason\": \"stop\"}]}"),
        body("{}"));
  }

  private void finishReasons() {
    once(
        "finish reason `length` or `max_tokens`, in a text or in a call, once",
        answer("length", "\"content\": \"Half a\""),
        answer("max_tokens", "\"content\": \"Half a\""),
        answer("length", "\"content\": null, \"tool_calls\": [%s]".formatted(FIND)));
    faults.put(
        "finish reason `length`, each time",
        List.of(Collections.nCopies(10, answer("length", "\"content\": \"Half a\""))));
    once(
        "finish reason `content_filter`, or a refusal, once",
        answer("content_filter", "\"content\": \"Half a\""),
        answer("stop", "\"content\": null, \"refusal\": \"I cannot.\""));
    once(
        "no finish reason, or one that nobody knows, once",
        answer("null", "\"content\": \"Half a\""),
        answer("banana", "\"content\": \"Half a\""),
        answer("null", "\"content\": null, \"tool_calls\": [%s]".formatted(FIND)));
    once("finish reason `error`, once", answer("error", "\"content\": \"Half a\""));
    once(
        "an empty answer, once",
        answer("stop", "\"content\": \"\""),
        answer("stop", "\"content\": null"),
        answer("stop", "\"content\": \" \\n \""));
  }

  private void toolCalls() {
    once(
        "arguments that are an object, `null`, or empty where none are needed",
        calls(call("\"a\"", "\"find\"", "{\"query\": \"tea\"}")),
        calls(call("\"a\"", "\"look\"", "null")),
        calls(call("\"a\"", "\"look\"", "\"\"")));
    once(
        "call ids that are missing, empty, or the same twice",
        calls(call("null", "\"find\"", "\"{\\\"query\\\": \\\"tea\\\"}\"")),
        calls(call("\"\"", "\"find\"", "\"{\\\"query\\\": \\\"tea\\\"}\"")),
        calls(FIND + ", " + FIND.replace("tea", "bees")));
    once(
        "one of several calls with arguments that are no JSON",
        calls(FIND + ", " + call("\"b\"", "\"find\"", "\"{\\\"query\\\": \\\"be\"")));
    once("a tool that does not exist", calls(call("\"a\"", "\"fly\"", "\"{}\"")));
    faults.put(
        "a tool that does not exist, each time",
        List.of(Collections.nCopies(10, calls(call("\"a\"", "\"fly\"", "\"{}\"")))));
    once(
        "more calls in one answer than are allowed, once",
        calls(String.join(", ", Collections.nCopies(40, FIND))));
    faults.put(
        "the same call with the same result, each time",
        List.of(Collections.nCopies(20, calls(FIND))));
    once(
        "calls that are announced and missing, or no list, once",
        answer("tool_calls", "\"content\": \"I look it up.\""),
        answer("tool_calls", "\"content\": null, \"tool_calls\": {\"name\": \"find\"}"));
    once(
        "a call that is written into the text, and is all of it",
        answer(
            "stop",
            "\"content\": \"<tool_call>{\\\"name\\\": \\\"find\\\", \\\"arguments\\\": {\\\"query\\\": \\\"tea\\\"}}</tool_call>\""));
  }

  private void harmless() {
    once(
        "usage that is `null`, missing, or of other types; fields that nobody knows",
        body(
            "{\"usage\": null, \"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"Done.\"}}]}"),
        body(
            "{\"usage\": {\"prompt_tokens\": null, \"completion_tokens\": \"many\"}, \"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"Done.\"}}]}"),
        body(
            "{\"banana\": {\"a\": [1]}, \"choices\": [{\"banana\": 1, \"finish_reason\": \"stop\", \"message\": {\"content\": \"Done.\", \"banana\": null}}]}"));
    once(
        "thoughts in the content, content as parts",
        answer("stop", "\"content\": \"<think>Hm.</think>Done.\""),
        answer("stop", "\"content\": [{\"type\": \"text\", \"text\": \"Done.\"}]"));
  }
}
