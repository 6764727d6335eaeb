package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;

/**
 * Which calls run inside "Think", in front matter: {@code true} for those that only read, {@code
 * false}, a rule, or a list of names and rules.
 *
 * @param rules which calls
 */
record InlineEntry(List<ToolRuleEntry> rules) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InlineEntry of(boolean reads) {
    return new InlineEntry(reads ? List.of(ToolRuleEntry.of("*")) : List.of());
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InlineEntry of(ToolRuleEntry one) {
    return new InlineEntry(List.of(one));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InlineEntry of(List<ToolRuleEntry> some) {
    return new InlineEntry(some.stream().filter(Objects::nonNull).toList());
  }
}
