package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.waggle.invocation.ArgumentCheck.Invalid;
import io.waggle.invocation.ArgumentCheck.Valid;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolBox;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentCheckTest {

  enum Color {
    RED,
    @JsonProperty("green")
    GREEN
  }

  record Point(
      int x,
      @Param(value = "", defaultValue = "3") int y,
      Optional<String> label,
      @Nullable String note) {}

  record Tree(String name, List<Tree> children) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  @SuppressWarnings("unused")
  static final class Tools {
    @SuppressWarnings("checkstyle:ParameterNumber") // one of each kind
    @Tool(description = "d")
    void find(
        String path,
        @Param(value = "how many", defaultValue = "10") int limit,
        Optional<Color> color,
        Optional<List<Point>> points,
        Optional<LocalDate> day,
        Optional<Shape> shape,
        Optional<Tree> tree) {}

    @Tool(description = "d")
    void ping() {}
  }

  private static ArgumentCheck check(String tool, String text) {
    var definition = ToolBox.of(new Tools()).find(tool).orElseThrow();
    return ArgumentCheck.check(definition.declaration(), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"path":"a"}                                | {"path":"a","limit":10}
          {"path":"a","limit":null,"color":null}      | {"path":"a","limit":10}
          {"path":"a","limit":2.0}                    | {"path":"a","limit":2.0}
          {"path":"a","limit":1,"points":[{"x":1}]}   | {"path":"a","limit":1,"points":[{"x":1,"y":3}]}
          {"path":"a","limit":1,"points":[{"x":1,"label":null}]} | {"path":"a","limit":1,"points":[{"x":1,"y":3}]}
          {"path":"a","limit":1,"shape":{"kind":"circle","radius":1}} | {"path":"a","limit":1,"shape":{"kind":"circle","radius":1}}
          {"path":"a","limit":1,"tree":{"name":"r","children":[{"name":"c","children":[]}]}} | {"path":"a","limit":1,"tree":{"name":"r","children":[{"name":"c","children":[]}]}}
          """)
  void shouldAcceptAndCompleteWhatIsValid(String text, String complete) {
    assertThat(check("find", text))
        .isInstanceOfSatisfying(
            Valid.class, valid -> assertThat(valid.arguments()).hasToString(complete));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "{}", "null"})
  void shouldTakeNothingAsNoArguments(String text) {
    assertThat(check("ping", text))
        .isInstanceOfSatisfying(Valid.class, valid -> assertThat(valid.arguments()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"path": "a", "limit": ten}       | arguments are not valid JSON at line 1 column 24: Unrecognized token 'ten'
          {"path": "a"                      | arguments are not valid JSON at line 1 column
          {"path": "a"} and more            | arguments are not valid JSON at line 1 column
          {"path": "a", "path": "b"}        | arguments are not valid JSON at line 1 column 21: Duplicate field 'path'
          ["a"]                             | arguments must be a JSON object, are array: ["a"]
          "a"                               | arguments must be a JSON object, are string: "a"
          {}                                | 'path' is missing
          {"path":null}                     | 'path' must be a string, is null
          {"path":"a","limit":"ten"}        | 'limit' must be an integer, is "ten"
          {"path":"a","limit":1e999999999}  | arguments have a number with more than 1,000 digits
          {"path":"a","points":[{"x":1e-2000}]} | arguments have a number with more than 1,000 digits
          {"path":"a","limit":1.5}          | 'limit' must be an integer, is 1.5
          {"path":"a","limti":1}            | 'limti' is not known (did you mean 'limit'?), known are path, limit, color, points, day, shape, tree
          {"path":"a","color":"blue"}       | 'color' must be one of RED, green, is "blue"
          {"path":"a","points":[{"x":1},{}]} | 'points[1].x' is missing
          {"path":"a","points":[{"x":1,"z":2}]} | 'points[0].z' is not known (did you mean 'x'?), known are x, y, label, note
          {"path":"a","day":"tomorrow"}     | 'day' must be a date like 2026-01-31, is "tomorrow"
          {"path":"a","shape":{"kind":"circle","side":1}} | 'shape.radius' is missing; 'shape.side' is not known
          {"path":"a","shape":{"kind":"star"}} | 'shape.kind' is none of the known kinds, is "star"
          {"path":"a","tree":{"name":"r","children":[{"name":1,"children":[]}]}} | 'tree.children[0].name' must be a string, is 1
          {"path":1,"limit":"x"}            | 'path' must be a string, is 1; 'limit' must be an integer, is "x"
          """)
  void shouldTellTheModelExactlyWhatIsWrong(String text, String problem) {
    assertThat(check("find", text))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.problem()).contains(problem));
  }

  @Test
  void shouldNotFloodTheModelWithProblems() {
    var text = new StringBuilder("{\"path\":\"a\"");
    for (int i = 0; i < 50; i++) {
      text.append(",\"unknown").append(i).append("\":1");
    }

    assertThat(check("find", text + "}"))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid -> assertThat(invalid.problem()).endsWith("and 45 more problems"));
  }

  @Test
  void shouldSurviveArgumentsThatAreNestedAbsurdly() {
    assertThat(check("find", "{\"path\":" + "[".repeat(100_000)))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(invalid.problem()).startsWith("arguments are more than can be read"));
  }
}
