package io.waggle.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * The expressions of schemas, matched in linear time whatever a model wrote. Look-around and back
 * references, which would take more, are not known.
 */
final class LinearPatterns implements RegularExpressionFactory {
  @Override
  public RegularExpression getRegularExpression(String expression) {
    try {
      Pattern pattern = Pattern.compile(expression);
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException unknown) {
      throw new IllegalArgumentException(
          "the pattern '%s' in a schema cannot be used: %s; look-around and back references are not known"
              .formatted(expression, unknown.getDescription()),
          unknown);
    }
  }
}
