package io.waggle.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Limits;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.VariableReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variable {@code limits}: a limit with a typo would be no limit, so unknown ones are
 * errors.
 */
final class StartLimits {
  private static final List<String> KNOWN =
      Arrays.stream(Limits.class.getRecordComponents()).map(c -> c.getName()).toList();

  private StartLimits() {}

  static Limits read(@Nullable JsonNode limits) {
    if (limits == null || limits.isNull()) {
      return Limits.NONE;
    }
    if (!limits.isObject()) {
      throw new NeedsPersonException(
          "The variable 'limits' is %s, it must be an object with some of %s. Correct it and resolve this incident."
              .formatted(limits, KNOWN),
          null);
    }
    limits
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw new NeedsPersonException(
                    "The variable 'limits' has a member '%s', it can only have %s. Correct it and resolve this incident."
                        .formatted(name, KNOWN),
                    null);
              }
            });
    return VariableReader.read("{\"limits\":" + limits + "}", Holder.class).limits();
  }

  private record Holder(Limits limits) {}
}
