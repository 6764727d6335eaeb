package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictSchemaTest {

  /** Members of an object, as they are and as they are asked for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"string"}                     | {"type":["string","null"]}
          {"type":"string","default":"a"}       | {"type":["string","null"]}
          {"type":["string","null"]}            | {"type":["string","null"]}
          {"type":"string","enum":["a"]}        | {"type":["string","null"],"enum":["a",null]}
          {"const":"a"}                         | {"anyOf":[{"const":"a","type":"string"},{"type":"null"}]}
          {"$ref":"#/$defs/d"}                  | {"anyOf":[{"$ref":"#/$defs/d"},{"type":"null"}]}
          {"$ref":"#/$defs/d","description":"x"} | {"anyOf":[{"$ref":"#/$defs/d"},{"type":"null"}],"description":"x"}
          {"anyOf":[{"type":"string"},{"type":"integer"}]} | {"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}
          {"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}} | {"type":["array","null"],"items":{"type":"object","properties":{"a":{"type":["string","null"]}},"required":["a"],"additionalProperties":false}}
          """)
  void shouldMakeOptionalMembersNullable(String member, String strict) {
    assertThat(strict("{\"type\":\"object\",\"properties\":{\"m\":%s}}".formatted(member)))
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"m\":%s},\"required\":[\"m\"],\"additionalProperties\":false}"
                .formatted(strict));
  }

  @Test
  void shouldLeaveRequiredMembersAsTheyAre() {
    String whole =
        "{\"type\":\"object\",\"properties\":{\"m\":{\"type\":\"string\",\"pattern\":\"a+\"}},\"required\":[\"m\"],\"additionalProperties\":false}";

    assertThat(strict(whole)).isEqualTo(whole);
  }

  @Test
  void shouldKeepDefinitions() {
    assertThat(
            strict(
                "{\"type\":\"object\",\"properties\":{\"m\":{\"$ref\":\"#/$defs/d\"}},\"required\":[\"m\"],\"$defs\":{\"d\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}}"))
        .contains("\"$defs\":{\"d\":{", "\"required\":[\"a\"]");
  }

  /** What would be lost keeps the schema from being strict. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"string\",\"minLength\":1}",
        "{\"type\":\"string\",\"format\":\"uri\"}",
        "{\"type\":\"array\"}",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"uniqueItems\":true}",
        "{\"type\":\"object\"}",
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}",
        "{\"oneOf\":[{\"type\":\"string\"}]}",
        "{\"enum\":[1]}",
        "{\"type\":\"object\",\"properties\":{},\"required\":[\"gone\"]}",
        "{}",
        "true"
      })
  void shouldNotBeStrictWhereSomethingWouldBeLost(String member) {
    assertThat(
            StrictSchema.of(
                Json.read(
                    "{\"type\":\"object\",\"properties\":{\"m\":%s},\"required\":[\"m\"]}"
                        .formatted(member))))
        .isEmpty();
  }

  @Test
  void shouldNotBeStrictBeyondTheDepthThatProvidersTake() {
    String deep = "{\"type\":\"string\"}";
    for (int depth = 0; depth < 12; depth++) {
      deep = "{\"type\":\"object\",\"properties\":{\"m\":%s},\"required\":[\"m\"]}".formatted(deep);
    }

    assertThat(StrictSchema.of(Json.read(deep))).isEmpty();
  }

  private static String strict(String schema) {
    return StrictSchema.of(Json.read(schema)).orElseThrow().toString();
  }
}
