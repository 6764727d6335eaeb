package io.waggle.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionInterfaceTest {
  private static DecisionInterface of(String input) {
    return DecisionInterface.of(
        "d",
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">
          <decision id="d" name="Discount">
            <decisionTable>%s<output name="percent" /></decisionTable>
          </decision>
        </definitions>
        """
            .formatted(input));
  }

  private static String input(String expression, String type, String values) {
    return """
        <input label="In"><inputExpression typeRef="%s"><text> %s </text></inputExpression>
        <inputValues><text>%s</text></inputValues></input>
        """
        .formatted(type, expression, values);
  }

  @ParameterizedTest
  @CsvSource({
    "string,string",
    "boolean,boolean",
    "integer,integer",
    "long,integer",
    "number,number",
    "double,number",
    "date,string",
    "dateTime,string"
  })
  void shouldReadTheTypeOfAnInput(String type, String schema) {
    assertThat(of(input("age", type, "")).parameters().at("/properties/age/type").asText())
        .isEqualTo(schema);
  }

  @Test
  void shouldRequireEachInputOnce() {
    DecisionInterface read =
        of(input("customer.age", "number", "") + input("customer.age", "", ""));

    assertThat(read.parameters().path("required")).hasSize(1);
    assertThat(read.parameters().at("/properties/customer/required")).hasSize(1);
    assertThat(read.description()).isEqualTo("Discount\nDecides: percent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"a\", \"b\" | 2", "\"a\" | 1", "\"a\", b | 0", "[1..5] | 0", "'' | 0"})
  void shouldOfferValuesThatAreTexts(String values, int many) {
    assertThat(of(input("kind", "string", values)).parameters().at("/properties/kind/enum"))
        .hasSize(many);
  }

  @Test
  void shouldSayWhatItCannotTell() {
    assertThatThrownBy(() -> of(input("count(items)", "number", "")))
        .hasMessageContaining("The decision 'd' has the input 'count(items)'")
        .hasMessageContaining("Set the tool's 'parameters'");
    assertThatThrownBy(
            () ->
                DecisionInterface.of(
                    "x", "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>"))
        .hasMessageContaining("The decision 'x' is not in its own file");
  }
}
