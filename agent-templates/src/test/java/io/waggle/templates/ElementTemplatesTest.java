package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.JobType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all element templates have in common, and whom their jobs go to. */
class ElementTemplatesTest {
  private static final Path FOLDER = Path.of("src/main/resources/element-templates");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Stream<Path> templates() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  private static JsonNode read(Path template) throws IOException {
    return JSON.readTree(Files.readString(template));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldBeWhereCamundaModelerLooksForIt(Path template) throws IOException {
    Path found = Path.of("../.camunda/element-templates").resolve(template.getFileName());

    assertThat(Files.isSameFile(found, template)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldBeOfWaggleAndExplainItself(Path template) throws IOException {
    JsonNode read = read(template);

    assertThat(read.at("/category/id").asText()).isEqualTo("waggle");
    assertThat(read.path("id").asText())
        .isEqualTo(
            "io.waggle." + template.getFileName().toString().replaceAll("^waggle-|\\.json$", ""));
    assertThat(read.at("/icon/contents").asText()).startsWith("data:image/svg+xml");
    assertThat(read.path("description").asText()).isNotEmpty();
    List<String> groups = read.path("groups").findValuesAsText("id");
    assertThat(read.path("properties"))
        .filteredOn(property -> !property.path("type").asText().equals("Hidden"))
        .allSatisfy(
            property -> {
              assertThat(groups).contains(property.path("group").asText());
              assertThat(property.path("description").asText()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "waggle-llm-call, ANSWER, llmCall",
    "waggle-agent-tool, CALL, toolTask",
  })
  void shouldMakeAJobOfTheAgentAndReadOneVariable(String file, JobType type, String variable)
      throws IOException {
    JsonNode template = read(FOLDER.resolve(file + ".json"));

    assertThat(value(template, "type"))
        .isEqualTo("=%s.agent + \".%s\"".formatted(variable, type.verb()));
    assertThat(value(template, "retries")).isEqualTo(Integer.toString(type.retries()));
    assertThat(inputs(template)).allMatch(name -> name.startsWith(variable + "."));
  }

  @ParameterizedTest
  @CsvSource({
    "waggle-guide-agent, waggle.guide, agentGuidance",
    "waggle-cancel-agent, waggle.cancel, agentCancellation",
  })
  void shouldMakeAJobOfAnyWorker(String file, String type, String variable) throws IOException {
    JsonNode template = read(FOLDER.resolve(file + ".json"));

    assertThat(value(template, "type")).isEqualTo(type);
    assertThat(inputs(template)).allMatch(name -> name.startsWith(variable + "."));
  }

  @Test
  void shouldShareNoVariableWithTheHumanGateButWhatIsMapped() throws IOException {
    JsonNode template = read(FOLDER.resolve("waggle-human-gate.json"));

    assertThat(value(template, "processId")).isEqualTo("waggle-human-gate");
    assertThat(value(template, "propagateAllParentVariables")).isEqualTo("false");
    assertThat(value(template, "propagateAllChildVariables")).isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource({
    "PT4H, true",
    "P7D, true",
    "P1DT2H3M4S, true",
    "=time, true",
    "P, false",
    "PT, false",
    "4h, false",
    "P1Y, false",
    "PT1.5H, false"
  })
  void shouldTakeDurationsInDaysAndLess(String text, boolean taken) throws IOException {
    JsonNode template = read(FOLDER.resolve("waggle-human-gate.json"));
    String pattern =
        StreamSupport.stream(template.path("properties").spliterator(), false)
            .filter(property -> property.path("id").asText().equals("dueAfter"))
            .map(property -> property.at("/constraints/pattern/value").asText())
            .findFirst()
            .orElseThrow();

    assertThat(text.matches(pattern)).isEqualTo(taken);
  }

  @Test
  void shouldFindTheTemplates() throws IOException {
    assertThat(templates()).hasSize(6);
  }

  private static String value(JsonNode template, String property) {
    return StreamSupport.stream(template.path("properties").spliterator(), false)
        .filter(one -> one.at("/binding/property").asText().equals(property))
        .map(one -> one.path("value").asText())
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> inputs(JsonNode template) {
    return StreamSupport.stream(template.path("properties").spliterator(), false)
        .filter(one -> one.at("/binding/type").asText().equals("zeebe:input"))
        .map(one -> one.at("/binding/name").asText());
  }
}
