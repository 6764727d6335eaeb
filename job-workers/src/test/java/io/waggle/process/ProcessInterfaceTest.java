package io.waggle.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.tool.Effect;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessInterfaceTest {
  private static final String FILE =
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
        <bpmn:process id="other"><bpmn:documentation>Something else.</bpmn:documentation></bpmn:process>
        <bpmn:process id="check">%s</bpmn:process>
      </bpmn:definitions>
      """;

  private static ProcessInterface of(String content) {
    return ProcessInterface.of("check", FILE.formatted(content), Optional.empty());
  }

  private static String property(String name, String value) {
    return """
        <bpmn:documentation> Checks it. </bpmn:documentation>
        <bpmn:extensionElements><zeebe:properties><zeebe:property name="%s" value='%s' /></zeebe:properties></bpmn:extensionElements>
        """
        .formatted(name, value);
  }

  @Test
  void shouldTakeNothingAndActOnceWhereNothingIsSaid() throws JsonProcessingException {
    ProcessInterface check = of("<bpmn:documentation> Checks it. </bpmn:documentation>");

    assertThat(check.description()).isEqualTo("Checks it.");
    assertThat(check.effect()).isEqualTo(Effect.ONCE);
    assertThat(check.parameters())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": false}"));
  }

  @ParameterizedTest
  @CsvSource({"read,READ", "IDEMPOTENT,IDEMPOTENT", "' Once ',ONCE"})
  void shouldReadItsEffect(String written, Effect effect) {
    assertThat(of(property("waggle.effect", written)).effect()).isEqualTo(effect);
  }

  @Test
  void shouldReadItsInput() {
    assertThat(of(property("waggle.input", "{\"type\": \"object\"}")).parameters()).hasSize(1);
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThatThrownBy(() -> of(""))
        .hasMessageContaining("The process 'check' has no documentation")
        .hasMessageContaining("set the tool's 'description'");
    assertThatThrownBy(() -> of(property("waggle.effect", "twice")))
        .hasMessageContaining("'waggle.effect' is 'twice'; it can be read, idempotent or once");
    assertThatThrownBy(() -> of(property("waggle.input", "{")))
        .hasMessageContaining("its extension property 'waggle.input' is no JSON");
    assertThatThrownBy(() -> of(property("waggle.input", "[]")))
        .hasMessageContaining("has to be a JSON Schema, an object");
    assertThatThrownBy(() -> ProcessInterface.of("check", "<x>", Optional.empty()))
        .hasMessageContaining("The process 'check' cannot be read");
  }

  @Test
  void shouldOpenNoOtherFile() {
    String other = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";

    assertThatThrownBy(
            () -> ProcessInterface.of("check", other + FILE.formatted("&e;"), Optional.empty()))
        .hasMessageContaining("DOCTYPE");
  }
}
