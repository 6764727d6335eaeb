package io.waggle.scripted;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong before, or instead of, a scene's reply. Exactly one of {@code status},
 * {@code cutOff} and {@code slowBody} may be given; with none of them the fault is its {@code
 * delay} alone, and the reply follows.
 *
 * @param times how often it happens to one and the same request; left out: always
 * @param status an error status with an error body, such as 429 or 500
 * @param retryAfter sent as {@code Retry-After} (whole seconds, rounded up) and {@code
 *     retry-after-ms}
 * @param code the error code in the body; by default the usual one of the status
 * @param message the error message in the body
 * @param body sent in place of the error body as it stands, as a proxy's HTML page would be
 * @param cutOff closes the connection in the middle of the body, or before the first byte
 * @param slowBody sends the reply's body in drops over this time
 * @param delay waits this long first, in place of the scene's delay
 */
public record Fault(
    @Nullable Integer times,
    @Nullable Integer status,
    @Nullable Duration retryAfter,
    @Nullable String code,
    @Nullable String message,
    @Nullable String body,
    @Nullable CutOff cutOff,
    @Nullable Duration slowBody,
    @Nullable Duration delay) {

  /** Where the connection breaks. */
  public enum CutOff {
    /** Before the first byte of the answer. */
    CONNECTION,
    /** In the middle of the body. */
    BODY
  }

  private static final Fault NONE =
      new Fault(null, null, null, null, null, null, null, null, Duration.ZERO);

  /** Refuses contradictions and values that HTTP does not know. */
  public Fault {
    long kinds = Stream.of(opt(status), opt(cutOff), opt(slowBody)).filter(set -> set).count();
    if (kinds > 1) {
      throw new IllegalArgumentException(
          "a fault is one of 'status', 'cutOff' and 'slowBody'; write several faults instead");
    }
    if (kinds == 0 && delay == null) {
      throw new IllegalArgumentException("a fault needs 'status', 'cutOff', 'slowBody' or 'delay'");
    }
    if (status != null && (status < 200 || status > 599)) {
      throw new IllegalArgumentException("'status' must be between 200 and 599, not " + status);
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("'times' must be 1 or more, not " + times);
    }
    if (status == null && (opt(retryAfter) || opt(code) || opt(message) || opt(body))) {
      throw new IllegalArgumentException(
          "'retryAfter', 'code', 'message' and 'body' belong to a 'status'");
    }
  }

  /** Answers with this status and an error body. */
  public static Fault status(int status) {
    return new Fault(null, status, null, null, null, null, null, null, null);
  }

  /** Closes the connection here. */
  public static Fault cutOff(CutOff where) {
    return new Fault(null, null, null, null, null, null, where, null, null);
  }

  /** Sends the body of the reply in drops over this time. */
  public static Fault slowBody(Duration time) {
    return new Fault(null, null, null, null, null, null, null, time, null);
  }

  /** Waits this long, then replies. */
  public static Fault delay(Duration time) {
    return NONE.after(time);
  }

  /** The same fault, for the first requests of one body only. */
  public Fault times(int number) {
    return new Fault(number, status, retryAfter, code, message, body, cutOff, slowBody, delay);
  }

  /** The same fault, after this time. */
  public Fault after(Duration time) {
    return new Fault(times, status, retryAfter, code, message, body, cutOff, slowBody, time);
  }

  /** The same error, asking to come back after this time. */
  public Fault retryAfter(Duration time) {
    return new Fault(times, status, time, code, message, body, cutOff, slowBody, delay);
  }

  /** The same error with this code and message in its body. */
  public Fault error(String errorCode, String errorMessage) {
    return new Fault(
        times, status, retryAfter, errorCode, errorMessage, body, cutOff, slowBody, delay);
  }

  /** The same error with this body in place of OpenAI's. */
  public Fault body(String text) {
    return new Fault(times, status, retryAfter, code, message, text, cutOff, slowBody, delay);
  }

  /**
   * The fault that meets a request.
   *
   * @param attempt how often the same request came before, from 0
   */
  static Optional<Fault> at(int attempt, List<Fault> faults) {
    int left = attempt;
    for (Fault fault : faults) {
      Integer times = fault.times();
      if (times == null || left < times) {
        return Optional.of(fault);
      }
      left -= times;
    }
    return Optional.empty();
  }

  /** Whether the scene's reply, or a part of it, is sent in spite of the fault. */
  boolean needsReply() {
    return status == null && cutOff != CutOff.CONNECTION;
  }

  private static boolean opt(@Nullable Object value) {
    return value != null;
  }
}
