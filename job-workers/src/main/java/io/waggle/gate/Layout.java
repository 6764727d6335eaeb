package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Lays the texts of one question out for a form. What cannot be seen gets a name, and all texts
 * together have at most {@value #MOST} characters: what is more is cut and says so, and then
 * nothing can be approved.
 */
final class Layout {
  /** What browsers lay out in a moment, and people may be asked to read. */
  static final int MOST = 100_000;

  private int left = MOST;
  private boolean cut;

  /**
   * @param whole all that a decision is about
   * @param shown what was laid out with this
   */
  Gate.Sheet sheet(JsonNode whole, ObjectNode shown) {
    return new Gate.Sheet(whole, shown.put("clipped", cut), cut);
  }

  /**
   * @return the text as a form shows it; null for null
   */
  @Nullable String text(@Nullable String whole) {
    return whole == null ? null : shown(whole);
  }

  /**
   * @param arguments a JSON object
   * @return a row each, {@code {name, value}}; texts as they are, anything else as JSON
   */
  ArrayNode rows(JsonNode arguments) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (var argument : arguments.properties()) {
      ObjectNode row = rows.addObject().put("name", shown(argument.getKey()));
      row.put("value", shown(Rows.text(argument.getValue())));
    }
    return rows;
  }

  /**
   * What stands beside that which is decided on, and may be cut without harm.
   *
   * @param most characters of it
   */
  static String beside(String whole, int most) {
    return whole.length() <= most
        ? VisibleText.of(whole)
        : VisibleText.of(Preview.of(whole, most)) + notice(whole);
  }

  String shown(String whole) {
    String visible = VisibleText.of(whole);
    if (visible.length() <= left) {
      left -= visible.length();
      return visible;
    }
    cut = true;
    String beginning = left < 2 ? "" : Preview.of(visible, left);
    left = 0;
    return beginning + notice(whole);
  }

  private static String notice(String whole) {
    return "\n[cut: this text has %,d characters, more than are shown here]"
        .formatted(whole.length());
  }
}
