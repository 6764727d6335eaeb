package io.waggle.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas that models see, letter for letter. */
class ToolSchemaTest {

  enum Color {
    RED,
    @JsonProperty("green")
    GREEN
  }

  record Point(
      @Param("to the right") int x,
      @Param(value = "upwards", defaultValue = "3") int y,
      Optional<String> label,
      @Nullable String note) {}

  record Page<T>(T content, @JsonProperty("page_size") long size) {}

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
  static final class Types {
    @SuppressWarnings("checkstyle:ParameterNumber") // one of each kind
    @Tool(description = "d")
    void primitives(int a, long b, short c, byte d, double e, float f, boolean g, char h) {}

    @Tool(description = "d")
    void boxes(Integer a, Long b, Double c, Boolean d, BigDecimal e, String f) {}

    @Tool(description = "d")
    void times(LocalDate a, Instant b, Duration c, LocalDateTime d, UUID e, URI f) {}

    @Tool(description = "d")
    void optional(
        Optional<Integer> a,
        OptionalInt b,
        @Nullable String c,
        @Param(value = "", defaultValue = "\"x\"") String d) {}

    @Tool(description = "d")
    void collections(
        List<String> a, Set<Color> b, Map<String, Integer> c, Map<Color, int[]> d, Point[] e) {}

    @Tool(description = "d")
    void described(@Param("where it is") Point at) {}

    @Tool(description = "d")
    void generic(Page<List<String>> page) {}

    @Tool(description = "d")
    void recursive(@Param("the root") Tree tree) {}

    @Tool(description = "d")
    void sealed(@Param("a form") Shape shape) {}

    @Tool(description = "d")
    void nothing(ToolCallContext context) {}

    @Tool(description = "d")
    void anything(JsonNode json) {}
  }

  private static JsonNode schema(String tool) {
    return ToolBox.of(new Types()).find(tool).orElseThrow().declaration().parameters();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          primitives | {"a":{"type":"integer"},"b":{"type":"integer"},"c":{"type":"integer"},"d":{"type":"integer"},"e":{"type":"number"},"f":{"type":"number"},"g":{"type":"boolean"},"h":{"type":"string","minLength":1,"maxLength":1}} | a,b,c,d,e,f,g,h
          boxes | {"a":{"type":"integer"},"b":{"type":"integer"},"c":{"type":"number"},"d":{"type":"boolean"},"e":{"type":"number"},"f":{"type":"string"}} | a,b,c,d,e,f
          times | {"a":{"type":"string","format":"date"},"b":{"type":"string","format":"date-time"},"c":{"type":"string","format":"duration"},"d":{"type":"string","pattern":"^\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT\\\\d\\\\d:\\\\d\\\\d(:\\\\d\\\\d(\\\\.\\\\d+)?)?$"},"e":{"type":"string","format":"uuid"},"f":{"type":"string","format":"uri"}} | a,b,c,d,e,f
          optional | {"a":{"type":"integer"},"b":{"type":"integer"},"c":{"type":"string"},"d":{"type":"string","description":"","default":"x"}} |
          collections | {"a":{"type":"array","items":{"type":"string"}},"b":{"type":"array","items":{"type":"string","enum":["RED","green"]}},"c":{"type":"object","additionalProperties":{"type":"integer"}},"d":{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}},"e":{"type":"array","items":{"type":"object","properties":{"x":{"type":"integer","description":"to the right"},"y":{"type":"integer","description":"upwards","default":3},"label":{"type":"string"},"note":{"type":"string"}},"required":["x"],"additionalProperties":false}}} | a,b,c,d,e
          described | {"at":{"type":"object","properties":{"x":{"type":"integer","description":"to the right"},"y":{"type":"integer","description":"upwards","default":3},"label":{"type":"string"},"note":{"type":"string"}},"required":["x"],"additionalProperties":false,"description":"where it is"}} | at
          generic | {"page":{"type":"object","properties":{"content":{"type":"array","items":{"type":"string"}},"page_size":{"type":"integer"}},"required":["content","page_size"],"additionalProperties":false}} | page
          sealed | {"shape":{"anyOf":[{"type":"object","properties":{"radius":{"type":"number"},"kind":{"const":"circle"}},"required":["radius","kind"],"additionalProperties":false},{"type":"object","properties":{"side":{"type":"number"},"kind":{"const":"square"}},"required":["side","kind"],"additionalProperties":false}],"description":"a form"}} | shape
          nothing | {} |
          anything | {"json":{}} | json
          """)
  void shouldBeWhatModelsRead(String tool, String properties, String required) throws Exception {
    var expected = ToolJson.MAPPER.createObjectNode();
    expected.put("type", "object");
    expected.set("properties", ToolJson.MAPPER.readTree(properties));
    if (required != null) {
      var names = expected.putArray("required");
      for (String name : required.split(",", -1)) {
        names.add(name);
      }
    }
    expected.put("additionalProperties", false);

    assertThat(schema(tool).toString()).isEqualTo(expected.toString());
  }

  @Test
  void shouldNameATypeThatContainsItself() throws Exception {
    var schema = schema("recursive");

    assertThat(schema.at("/properties/tree"))
        .isEqualTo(
            ToolJson.MAPPER.readTree("{\"$ref\":\"#/$defs/Tree\",\"description\":\"the root\"}"));
    assertThat(schema.at("/$defs/Tree/properties/children/items/$ref").asText())
        .isEqualTo("#/$defs/Tree");
  }
}
