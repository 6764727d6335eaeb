package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Preview;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a tool, on a virtual thread of its own, and says what came of it. Safe for many threads. */
public final class ToolRunner {
  /** Characters of an observation; what is more is cut off, with a note that says so. */
  public static final int MAX_LENGTH = 50_000;

  /** What came of a call. */
  public sealed interface Outcome {}

  /**
   * The tool answered, or failed in a way that the model can act on.
   *
   * @param ok whether it answered
   * @param text what the model reads
   */
  public record Observed(boolean ok, String text) implements Outcome {}

  /** The tool said that it may succeed later, or was interrupted; then it may have acted. */
  public record TryAgain(String reason) implements Outcome {}

  /**
   * Blocks until the tool has ended or its time is over. A tool that ignores being interrupted runs
   * on, and what it answers is thrown away.
   *
   * @param arguments valid against the tool's schema
   */
  public Outcome run(ToolDefinition tool, JsonNode arguments, ToolCallContext context) {
    var call = new FutureTask<>(() -> tool.body().call(arguments, context));
    Thread.ofVirtual().name("tool-" + tool.name()).start(call);
    try {
      String text = call.get(tool.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Observed(true, capped(text));
    } catch (TimeoutException e) {
      call.cancel(true);
      return new TryAgain("it did not end within %s".formatted(readable(tool.timeout())));
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new TryAgain("it was interrupted, the worker is stopping");
    } catch (ExecutionException e) {
      return failed(tool, e.getCause() == null ? e : e.getCause());
    }
  }

  private static Outcome failed(ToolDefinition tool, Throwable cause) {
    if (cause instanceof RetryableToolException later) {
      return new TryAgain(String.valueOf(later.getMessage()));
    }
    if (cause instanceof OutOfMemoryError fatal) {
      throw fatal;
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new Observed(
        false,
        capped(
            "ERROR calling tool '%s': %s%s"
                .formatted(tool.name(), cause.getClass().getSimpleName(), message)));
  }

  private static String capped(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    String kept = Preview.of(text, MAX_LENGTH);
    return "%s\n[cut: these are the first %,d of %,d characters; ask for less at a time]"
        .formatted(kept, kept.length() - 1, text.length());
  }

  private static String readable(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
