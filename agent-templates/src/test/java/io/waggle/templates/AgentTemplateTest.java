package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.AgentNames;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.FailureAs;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Variables;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The element template keeps to the contract of the variables of a run. */
class AgentTemplateTest {
  private static final Path FILE =
      Path.of("src/main/resources/element-templates/waggle-agent.json");

  private final JsonNode template = new ObjectMapper().readTree(Files.readString(FILE));

  AgentTemplateTest() throws IOException {}

  @Test
  void shouldCallTheAgentProcessAndShareNoOtherVariables() {
    assertThat(calledElement("processId").asText()).isEqualTo(Models.AGENT);
    assertThat(calledElement("bindingType").asText()).isEqualTo("latest");
    assertThat(calledElement("propagateAllParentVariables").booleanValue()).isFalse();
    assertThat(calledElement("propagateAllChildVariables").booleanValue()).isFalse();
  }

  @Test
  void shouldOfferEveryInputAndEveryLimit() {
    List<String> limits =
        Arrays.stream(Limits.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> Variables.LIMITS + "." + name)
            .toList();

    assertThat(bindings("zeebe:input").map(property -> property.at("/binding/name").asText()))
        .containsExactlyElementsOf(
            Stream.of(
                    Stream.of(Variables.AGENT, Variables.TASK, Variables.INPUT, Variables.RUN_ID),
                    limits.stream(),
                    Stream.of(Variables.FAILURE_AS))
                .flatMap(each -> each)
                .toList());
  }

  @Test
  void shouldLeaveOutWhatIsOptionalAndInsistOnTheRest() {
    assertThat(bindings("zeebe:input"))
        .allSatisfy(
            property ->
                assertThat(property.path("optional").asBoolean())
                    .as(property.path("label").asText())
                    .isNotEqualTo(property.at("/constraints/notEmpty").asBoolean()));
  }

  @Test
  void shouldEndWithAValueUnlessAnErrorIsAskedFor() {
    JsonNode failureAs =
        bindings("zeebe:input")
            .filter(property -> property.at("/binding/name").asText().equals(Variables.FAILURE_AS))
            .findFirst()
            .orElseThrow();

    assertThat(failureAs.path("value").asText()).isEqualTo(written(FailureAs.VALUE));
    assertThat(failureAs.path("choices").findValuesAsText("value"))
        .containsExactlyElementsOf(
            Arrays.stream(FailureAs.values()).map(AgentTemplateTest::written).toList());
    for (Outcome outcome : Outcome.values()) {
      ErrorCodes.of(outcome)
          .ifPresent(code -> assertThat(failureAs.path("tooltip").asText()).contains(code));
    }
  }

  private static String written(FailureAs failureAs) {
    return new ObjectMapper().convertValue(failureAs, String.class);
  }

  @Test
  void shouldGiveTheWholeResultAsOneObject() {
    assertThat(bindings("zeebe:output").map(property -> property.at("/binding/source").asText()))
        .containsExactly(
            Stream.of(
                    Variables.RESULT,
                    Variables.OUTCOME,
                    Variables.USAGE,
                    Variables.RESULT_REF,
                    Variables.UNDONE,
                    Variables.DECISIONS)
                .map(name -> name + ": " + name)
                .collect(Collectors.joining(", ", "={", "}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "researcher",
        "a",
        "3",
        "code-archaeologist",
        "a-2",
        "",
        "-a",
        "a-",
        "Researcher",
        "a b",
        "ä",
        "a_b",
        "123456789012345678901234567890123456789012345678901234567890123",
        "1234567890123456789012345678901234567890123456789012345678901234"
      })
  void shouldAcceptTheSameNamesAsTheEngineSide(String name) {
    var constraints = bindings("zeebe:input").findFirst().orElseThrow().path("constraints");

    boolean accepted = name.matches(constraints.at("/pattern/value").asText());

    if (accepted) {
      assertThatCode(() -> AgentNames.check(name)).doesNotThrowAnyException();
    } else {
      assertThatCode(() -> AgentNames.check(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claim-4711",
        "a",
        "4711",
        "123456789012345",
        "1234567890123456",
        "1234567890123456x",
        "x_Y.z",
        "two words",
        "ä",
        "a/b",
        "a234567890123456789012345678901234567890123456789012345678901234",
        "a2345678901234567890123456789012345678901234567890123456789012345"
      })
  void shouldAcceptTheSameNamesOfRunsAsTheEngineSide(String name) {
    if (name.matches(runId().at("/constraints/pattern/value").asText())) {
      assertThatCode(() -> RunNames.check(name)).doesNotThrowAnyException();
    } else {
      assertThatCode(() -> RunNames.check(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldLetAnExpressionNameTheRunOrNothing() {
    assertThat(runId().path("feel").asText()).isEqualTo("optional");
    assertThat(runId().path("optional").asBoolean()).isTrue();
    assertThat("").matches(runId().at("/constraints/pattern/value").asText());
    assertThat("=\"claim-\" + string(claim.number)")
        .matches(runId().at("/constraints/pattern/value").asText());
  }

  @Test
  void shouldLetAnExpressionNameTheAgent() {
    var agent = bindings("zeebe:input").findFirst().orElseThrow();

    assertThat(agent.path("feel").asText()).isEqualTo("optional");
    assertThat("=if claim.big then \"examiner\" else \"clerk\"")
        .matches(agent.at("/constraints/pattern/value").asText());
  }

  @Test
  void shouldBeWhereCamundaModelerLooksForIt() throws IOException {
    Path found = Path.of("../.camunda/element-templates/waggle-agent.json");

    assertThat(Files.isSameFile(found, FILE)).isTrue();
  }

  private JsonNode runId() {
    return bindings("zeebe:input")
        .filter(property -> property.at("/binding/name").asText().equals(Variables.RUN_ID))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode calledElement(String property) {
    return bindings("zeebe:calledElement")
        .filter(found -> found.at("/binding/property").asText().equals(property))
        .findFirst()
        .orElseThrow()
        .path("value");
  }

  private Stream<JsonNode> bindings(String type) {
    return StreamSupport.stream(template.path("properties").spliterator(), false)
        .filter(property -> property.at("/binding/type").asText().equals(type));
  }
}
