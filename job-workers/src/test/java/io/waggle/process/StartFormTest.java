package io.waggle.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFormTest {
  private static JsonNode properties(String... components) {
    return schema(components).path("properties");
  }

  private static JsonNode schema(String... components) {
    return StartForm.schema(
        "The process 'p'", "{\"components\": [%s]}".formatted(String.join(",", components)));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'textfield', 'key': 'x'} | {'type': 'string'}",
        "{'type': 'textarea', 'key': 'x', 'validate': {'minLength': 1, 'maxLength': 9}} | {'type': 'string', 'minLength': 1, 'maxLength': 9}",
        "{'type': 'checkbox', 'key': 'x'} | {'type': 'boolean'}",
        "{'type': 'number', 'key': 'x', 'validate': {'min': 1, 'max': 2}} | {'type': 'number', 'minimum': 1, 'maximum': 2}",
        "{'type': 'number', 'key': 'x', 'decimalDigits': 0} | {'type': 'integer'}",
        "{'type': 'number', 'key': 'x', 'serializeToString': true} | {'type': 'string'}",
        "{'type': 'datetime', 'key': 'x', 'subtype': 'date'} | {'type': 'string', 'format': 'date'}",
        "{'type': 'datetime', 'key': 'x', 'subtype': 'datetime'} | {'type': 'string', 'format': 'date-time'}",
        "{'type': 'radio', 'key': 'x', 'values': [{'value': 'a'}, {'value': 'b'}]} | {'type': 'string', 'enum': ['a', 'b']}",
        "{'type': 'select', 'key': 'x', 'valuesKey': 'later'} | {'type': 'string'}",
        "{'type': 'taglist', 'key': 'x', 'values': [{'value': 'a'}]} | {'type': 'array', 'items': {'type': 'string', 'enum': ['a']}}",
        "{'type': 'textfield', 'key': 'x', 'label': 'Name', 'description': '=why'} | {'type': 'string', 'description': 'Name: '}",
        "{'type': 'textfield', 'key': 'x', 'validate': {'maxLength': '=later'}} | {'type': 'string'}"
      })
  void shouldReadAField(String component, String schema) {
    assertThat(properties(component.replace('\'', '"')).path("x"))
        .isEqualTo(json(schema.replace('\'', '"')));
  }

  @Test
  void shouldReadWhatIsNested() {
    JsonNode read =
        schema(
            "{\"type\": \"group\", \"path\": \"order\", \"components\": [{\"type\": \"textfield\", \"key\": \"id\", \"validate\": {\"required\": true}}]}",
            "{\"type\": \"group\", \"components\": [{\"type\": \"textfield\", \"key\": \"order.place.town\"}]}",
            "{\"type\": \"dynamiclist\", \"path\": \"lines\", \"components\": [{\"type\": \"number\", \"key\": \"price\"}]}");

    JsonNode order = read.at("/properties/order");
    assertThat(order.path("required")).isEqualTo(json("[\"id\"]"));
    assertThat(order.at("/properties/place/properties/town/type").asText()).isEqualTo("string");
    assertThat(read.at("/properties/lines/items/properties/price/type").asText())
        .isEqualTo("number");
    assertThat(read.at("/properties/lines/items/additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void shouldPassOverWhatNobodyFillsIn() {
    assertThat(
            properties(
                "{\"type\": \"text\", \"text\": \"Hello\"}",
                "{\"type\": \"button\", \"key\": \"b\", \"label\": \"Go\"}",
                "{\"type\": \"expression\", \"key\": \"e\", \"expression\": \"=1\"}",
                "{\"type\": \"textfield\", \"key\": \"r\", \"readonly\": true}",
                "{\"type\": \"textfield\", \"key\": \"d\", \"disabled\": true}"))
        .isEmpty();
  }

  @Test
  void shouldSayWhatAModelCannotGive() {
    assertThatThrownBy(() -> schema("{\"type\": \"filepicker\", \"key\": \"f\"}"))
        .hasMessageContaining("The process 'p': its start form asks for a file");
    assertThatThrownBy(() -> StartForm.schema("The process 'p'", "no form"))
        .hasMessageContaining("The process 'p': its start form is no JSON");
  }
}
