package io.waggle.prompt;

import io.waggle.context.ContextWindow;
import io.waggle.llm.ChatRequest;
import java.util.function.Function;
import java.util.function.IntFunction;

/** How much of each result of a step stands in a request, so that it fits into the window. */
public final class Fitting {
  /** Characters of a result that are handed on at the most; longer ones belong into files. */
  public static final int LONGEST = 20_000;

  /** Characters of a result of which there is always room; nothing else is left out for more. */
  public static final int SHORTEST = 300;

  private Fitting() {}

  /**
   * @param window of the models that are asked
   * @param share of what a request may have, from above 0 to 1
   * @param form what is asked, with so many characters of each result at the most
   * @param request to a model, of what is asked
   * @return what is asked, with as much of the results as fits; with {@value #SHORTEST} characters
   *     of each where it is too long even so
   */
  public static <T> T fitted(
      ContextWindow window, double share, IntFunction<T> form, Function<T, ChatRequest> request) {
    int length = LONGEST;
    T asked = form.apply(length);
    while (length > SHORTEST && window.isTooLong(request.apply(asked), share)) {
      length = Math.max(SHORTEST, length * 2 / 3);
      asked = form.apply(length);
    }
    return asked;
  }
}
