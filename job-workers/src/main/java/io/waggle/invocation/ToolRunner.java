package io.waggle.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Cut;
import io.waggle.tool.LookUp;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Runs a tool, on a thread of its own, and reports the outcome. Safe for many threads. */
public final class ToolRunner {
  /**
   * Characters of a result that are kept; what is more is cut off, with a notice that is one of
   * them. What a model is shown of it at a time is less.
   */
  public static final int MAX_LENGTH = 1_000_000;

  /** When a call that has not begun can be tried again. */
  public static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Secrets secrets;
  private final ToolThreads threads;
  private final int longest;

  /**
   * @param secrets that no tool may tell
   * @param threads where tools, their look-ups, undos and previews run
   */
  public ToolRunner(Secrets secrets, ToolThreads threads) {
    this(secrets, threads, MAX_LENGTH);
  }

  /**
   * @param longest characters of a result that are kept, where it is less than {@link #MAX_LENGTH}
   */
  public ToolRunner(Secrets secrets, ToolThreads threads, long longest) {
    this.secrets = secrets;
    this.threads = threads;
    this.longest = (int) Math.min(longest, MAX_LENGTH);
  }

  /** How a call ended. */
  public sealed interface Outcome {}

  /**
   * The tool answered, or said that it did nothing.
   *
   * @param ok whether it answered
   * @param text what the model reads
   */
  public record Observed(boolean ok, String text) implements Outcome {}

  /**
   * The tool threw, and did not say that it did nothing: it may have acted.
   *
   * @param text what the model reads
   */
  public record Threw(String text) implements Outcome {}

  /** The tool said that it has not acted and may succeed later. */
  public record TryAgain(String reason) implements Outcome {}

  /** The call was interrupted, by its timeout or because the worker stops; it may have acted. */
  public record Interrupted(String reason) implements Outcome {}

  /** The call has not begun: all threads for tools are in use. */
  public record NotBegun(String reason) implements Outcome {}

  /** What a look-up found out. */
  public sealed interface Found {}

  /** The call went through, with this result. */
  public record Happened(String text) implements Found {}

  /** The call did not go through, and will not any more. */
  public record DidNotHappen() implements Found {}

  /** It could not be found out. */
  public record Unknown(String reason) implements Found {}

  /**
   * Blocks until the tool has ended or its time is over. A tool that ignores being interrupted runs
   * on, and what it answers is thrown away.
   *
   * @param arguments valid against the tool's schema
   */
  public Outcome run(ToolDefinition tool, JsonNode arguments, ToolCallContext context) {
    return run(tool, tool.body(), arguments, context);
  }

  /**
   * Takes back what a call did; as {@link #run}. Where nothing is known of the call, it may still
   * be on its way, and is waited for.
   *
   * @param undo of the tool
   */
  public Outcome undo(
      ToolDefinition tool, ToolDefinition.Body undo, JsonNode arguments, ToolCallContext context) {
    try {
      if (context.result() == null) {
        letSettle(tool);
      }
      return run(tool, undo, arguments, context);
    } catch (InterruptedException e) {
      return stopped();
    }
  }

  /**
   * Says what a call would change; as {@link #run}, but nothing of it is cut off: it is what people
   * approve.
   *
   * @param preview of the tool
   */
  public Outcome preview(
      ToolDefinition tool,
      ToolDefinition.Body preview,
      JsonNode arguments,
      ToolCallContext context) {
    return run(tool, () -> secrets.hide(preview.call(arguments, context)));
  }

  private Outcome run(
      ToolDefinition tool, ToolDefinition.Body body, JsonNode arguments, ToolCallContext context) {
    return run(tool, () -> capped(body.call(arguments, context)));
  }

  private Outcome run(ToolDefinition tool, Callable<String> body) {
    try {
      return new Observed(true, within(tool, body));
    } catch (TimeoutException e) {
      return new Interrupted("it did not end within %s".formatted(readable(tool.timeout())));
    } catch (InterruptedException e) {
      return stopped();
    } catch (RejectedExecutionException busy) {
      return new NotBegun(String.valueOf(busy.getMessage()));
    } catch (ExecutionException e) {
      return failed(tool, e.getCause() == null ? e : e.getCause());
    }
  }

  private static Interrupted stopped() {
    Thread.currentThread().interrupt();
    return new Interrupted("it was interrupted, the worker is stopping");
  }

  /**
   * Asks whether a call went through that was cut off; blocks as {@link #run}. Its request may
   * still be on its way, so what is not there is asked for again after {@link
   * ToolDefinition#settlesWithin}.
   *
   * @param lookUp of the tool
   */
  public Found lookUp(
      ToolDefinition tool, LookUp lookUp, JsonNode arguments, ToolCallContext context) {
    try {
      Callable<Optional<String>> asking = () -> lookUp.find(arguments, context);
      Optional<String> found = within(tool, asking);
      if (found.isEmpty() && tool.settlesWithin().isPositive()) {
        letSettle(tool);
        found = within(tool, asking);
      }
      return found.<Found>map(text -> new Happened(capped(text))).orElseGet(DidNotHappen::new);
    } catch (TimeoutException e) {
      return new Unknown("it did not answer within %s".formatted(readable(tool.timeout())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unknown("it was interrupted");
    } catch (RejectedExecutionException busy) {
      return new Unknown(String.valueOf(busy.getMessage()));
    } catch (ExecutionException e) {
      String message = e.getCause() == null ? null : e.getCause().getMessage();
      return new Unknown(capped(message == null ? "it failed" : "it failed: " + message));
    }
  }

  private static void letSettle(ToolDefinition tool) throws InterruptedException {
    Thread.sleep(tool.settlesWithin());
  }

  private <T> T within(ToolDefinition tool, Callable<T> body)
      throws TimeoutException, InterruptedException, ExecutionException {
    return threads.call("tool-" + tool.name(), tool.timeout(), body);
  }

  private Outcome failed(ToolDefinition tool, Throwable cause) {
    if (cause instanceof RetryableToolException later) {
      return new TryAgain(capped(String.valueOf(later.getMessage())));
    }
    if (cause instanceof OutOfMemoryError fatal) {
      throw fatal;
    }
    String form = "ERROR calling tool '%s': %s";
    if (cause instanceof NothingDoneException nothing) {
      return new Observed(false, capped(form.formatted(tool.name(), nothing.getMessage())));
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new Threw(
        capped(form.formatted(tool.name(), cause.getClass().getSimpleName() + message)));
  }

  /**
   * Secrets are hidden first: of half a secret, which a cut would leave, nothing would be found.
   */
  private String capped(String said) {
    boolean mayHaveMore = said.length() == ToolDefinition.MAX_RESULT_LENGTH;
    String text = Cut.sound(secrets.hide(said));
    String size = "%,d%s".formatted(text.length(), mayHaveMore ? " or more" : "");
    return Cut.noted(text, longest, size, "ask for less at a time");
  }

  private static String readable(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
