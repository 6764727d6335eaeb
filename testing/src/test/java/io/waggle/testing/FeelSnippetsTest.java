package io.waggle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The FEEL of the guides evaluates to what they say: blocks that are marked as FEEL, whatever
 * stands in a line as <code>`=…`</code>, and the table of conditions.
 */
class FeelSnippetsTest {
  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> CONTEXT = new TypeReference<>() {};

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```feel\\n(.*?)^```$");
  private static final Pattern INLINE = Pattern.compile("`(=[^`\\n]+)`");
  private static final Pattern CONDITION =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| `(\\{.*?\\})`[^|]*\\| (asked|not asked)");

  /** What the process has in which the guides' expressions stand. */
  private static final Map<String, Object> PROCESS =
      Map.of(
          "claim", Map.of("number", 4711, "amount", 1_200, "text", "The roof leaks."),
          "order", Map.of("number", 4711),
          "invoice", Map.of("number", 4711),
          "answer", Map.of("urgent", true),
          "result", Map.of("amount", 120),
          "agentResult", Map.of("result", Map.of("category", "utilities"), "outcome", "completed"));

  private static Stream<Path> pages() {
    try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
      return Stream.concat(
          Stream.of(Path.of("../README.md"), Path.of("../modeler/README.md")),
          docs.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Stream<Arguments> expressions() {
    return pages()
        .flatMap(
            page ->
                Stream.of(BLOCK, INLINE)
                    .flatMap(pattern -> pattern.matcher(text(page)).results())
                    .map(found -> Arguments.of(page.getFileName(), found.group(1).strip())));
  }

  static Stream<Arguments> conditions() {
    return CONDITION
        .matcher(text(Path.of("../docs/gates.md")))
        .results()
        .map(row -> Arguments.of(row.group(1), row.group(2), row.group(3)));
  }

  private static EvaluationResult evaluate(String expression, Map<String, Object> context) {
    return FEEL.evaluateExpression(expression.replaceFirst("^=", ""), context);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("expressions")
  void shouldComeToAValueWithoutAWarning(Path page, String expression) {
    EvaluationResult result = evaluate(expression, PROCESS);

    assertThat(result.isSuccess()).as("%s: %s", page, result).isTrue();
    assertThat(result.result()).as("%s: %s", page, result).isNotNull();
    assertThat(result.suppressedFailures().isEmpty()).as("%s: %s", page, result).isTrue();
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @MethodSource("conditions")
  void shouldAskWhereTheTableOfConditionsSaysSo(String condition, String arguments, String asked)
      throws IOException {
    EvaluationResult result = evaluate(condition, JSON.readValue(arguments, CONTEXT));

    boolean runsUnasked = result.isSuccess() && Boolean.FALSE.equals(result.result());
    assertThat(runsUnasked).isEqualTo(asked.equals("not asked"));
  }

  @Test
  void shouldFindTheGuidesExpressions() {
    List<Arguments> found = expressions().toList();

    assertThat(found).hasSizeGreaterThanOrEqualTo(3);
    assertThat(conditions()).hasSizeGreaterThanOrEqualTo(4);
  }
}
