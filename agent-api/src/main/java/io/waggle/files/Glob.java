package io.waggle.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/**
 * A glob pattern: {@code *} and {@code ?} within a name, {@code **} across folders, {@code [a-z]},
 * {@code {a,b}}. Matched in linear time, which Java's own, made of backtracking expressions, are
 * not.
 */
final class Glob implements Predicate<String> {
  private static final int MAX_LENGTH = 200;

  private final Pattern expression;

  private Glob(Pattern expression) {
    this.expression = expression;
  }

  /**
   * @throws FileToolException if it is none, or too long
   */
  static Glob of(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new FileToolException(
          "The glob pattern has %,d characters; it can have %d."
              .formatted(pattern.length(), MAX_LENGTH));
    }
    try {
      return new Glob(Pattern.compile(new Translation(pattern).expression(), Pattern.DOTALL));
    } catch (PatternSyntaxException malformed) {
      throw malformed(pattern, malformed.getDescription());
    }
  }

  private static FileToolException malformed(String pattern, String why) {
    return new FileToolException("'%s' is not a glob pattern: %s.".formatted(pattern, why));
  }

  /**
   * @param path with {@code /} between names
   */
  @Override
  public boolean test(String path) {
    return expression.matches(path);
  }

  /** From a glob to an expression. */
  private static final class Translation {
    private final String glob;
    private final StringBuilder expression = new StringBuilder();
    private int at;
    private boolean inChoice;

    Translation(String glob) {
      this.glob = glob;
    }

    String expression() {
      while (at < glob.length()) {
        one(glob.charAt(at++));
      }
      if (inChoice) {
        throw malformed(glob, "a '}' is missing");
      }
      return expression.toString();
    }

    private void one(char c) {
      switch (c) {
        case '*' -> star();
        case '?' -> expression.append("[^/]");
        case '[' -> set();
        case '\\' -> {
          if (at == glob.length()) {
            throw malformed(glob, "nothing follows the '\\' at its end");
          }
          literal(glob.charAt(at++));
        }
        case '{' -> begin();
        case '}' -> end();
        case ',' -> expression.append(inChoice ? "|" : ",");
        default -> literal(c);
      }
    }

    private void star() {
      if (!follows("*")) {
        expression.append("[^/]*");
        return;
      }
      int first = at++ - 1;
      boolean wholeName = first == 0 || glob.charAt(first - 1) == '/';
      if (wholeName && follows("/")) { // no folder at all is meant, too
        at++;
        expression.append("(?:.*/)?");
      } else {
        expression.append(".*");
      }
    }

    private void set() {
      int end = glob.indexOf(']', at + 1);
      if (end < 0) {
        throw malformed(glob, "a ']' is missing");
      }
      String members = glob.substring(at, end);
      boolean not = members.startsWith("!") || members.startsWith("^");
      String listed = not ? members.substring(1) : members;
      if (listed.isEmpty()) {
        throw malformed(glob, "there is nothing between '[' and ']'");
      }
      expression.append(not ? "[^/" : "[");
      listed.chars().forEach(c -> member((char) c));
      expression.append(']');
      at = end + 1;
    }

    private void member(char c) {
      if (c == '\\' || c == '[' || c == ']' || c == '^' || c == '&') {
        expression.append('\\');
      }
      expression.append(c);
    }

    private void begin() {
      if (inChoice) {
        throw malformed(glob, "a '{' is within another");
      }
      inChoice = true;
      expression.append("(?:");
    }

    private void end() {
      expression.append(inChoice ? ")" : "\\}");
      inChoice = false;
    }

    private void literal(char c) {
      if (Character.isSurrogate(c) || Character.isLetterOrDigit(c)) {
        expression.append(c);
      } else {
        expression.append(Pattern.quote(String.valueOf(c)));
      }
    }

    private boolean follows(String text) {
      return glob.startsWith(text, at);
    }
  }
}
