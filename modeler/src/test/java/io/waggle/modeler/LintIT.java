package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lint-clean for the engine that it is for and every later one, not even a warning. */
class LintIT {
  @Test
  void shouldFindNothingInWhatIsModelled() {
    var files = Repository.everythingModelled();

    var run = NodeTools.run("lint.mjs", files.toArray());

    assertThat(files)
        .map(file -> file.getFileName().toString())
        .contains("waggle-agent.bpmn", "waggle-step.bpmn", "waggle-approve-plan.form")
        .contains("waggle-llm-call.json", "waggle-human-gate.form", "invoice-dispute.bpmn")
        .contains("waggle-agent.json", "ask-and-catch.bpmn");
    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"8.6.0, 8-6 8-7 8-8 8-9", "8.8.0, 8-8 8-9", "8.10.0, ''"})
  void shouldLintForTheEngineThatAModelNamesAndEveryLaterOne(
      String version, String complaining, @TempDir Path folder) throws IOException {
    Path model =
        Files.writeString(
            folder.resolve("newer.bpmn"),
            """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="%s">
              <bpmn:process id="newer" isExecutable="true">
                <bpmn:callActivity id="Call" name="Call"><bpmn:extensionElements>
                  <zeebe:calledElement processId="other" businessId="b" />
                </bpmn:extensionElements></bpmn:callActivity>
              </bpmn:process>
            </bpmn:definitions>
            """
                .formatted(version));

    var run = NodeTools.run("lint.mjs", model);

    assertThat(
            run.findings().stream()
                .filter(line -> line.contains("businessId"))
                .map(line -> line.replaceAll(".*camunda-cloud-([0-9-]+)\\].*", "$1")))
        .as(run.errors())
        .containsExactlyElementsOf(
            complaining.isEmpty() ? List.of() : List.of(complaining.split(" ")));
  }

  @Test
  void shouldRefuseAnEngineThatTheRulesDoNotKnow(@TempDir Path folder) throws IOException {
    Path model =
        Files.writeString(
            folder.resolve("future.bpmn"),
            """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:modeler="http://camunda.org/schema/modeler/1.0" targetNamespace="t" modeler:executionPlatformVersion="8.99.0">
              <bpmn:process id="future" isExecutable="true" />
            </bpmn:definitions>
            """);

    assertThat(NodeTools.run("lint.mjs", model).findings())
        .containsExactly(
            "future.bpmn [unreadable] it is for the execution platform version 8.99.0, of 8 the rules know the minors 6, 7, 8, 9, 10");
  }

  @Test
  void shouldFindWhatTheOldestEngineDoesNotKnow(@TempDir Path folder) throws IOException {
    Path model =
        Files.writeString(
            folder.resolve("too-new.bpmn"),
            """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
              <bpmn:process id="too-new" isExecutable="true">
                <bpmn:callActivity id="Call" name="Call"><bpmn:extensionElements>
                  <zeebe:calledElement processId="other" businessId="b" />
                </bpmn:extensionElements></bpmn:callActivity>
              </bpmn:process>
            </bpmn:definitions>
            """);
    Path form =
        Files.writeString(
            folder.resolve("too-new.form"),
            """
            {"type": "default", "executionPlatform": "Camunda Cloud", "components": [
              {"type": "filepicker", "id": "File", "key": "file"}
            ]}
            """);
    Path template = Files.writeString(folder.resolve("empty.json"), "{\"name\": \"Empty\"}");

    Path broken = Files.writeString(folder.resolve("broken.form"), "{");

    var run = NodeTools.run("lint.mjs", model, form, template, broken);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.findings())
        .anyMatch(line -> line.contains("camunda-cloud-8-6") && line.contains("Call: "))
        .noneMatch(line -> line.contains("camunda-cloud-8-10") && line.contains("businessId"))
        .anyMatch(line -> line.contains("start-event-required"))
        .anyMatch(line -> line.contains("[form 8.6]") && line.contains("File"))
        .anyMatch(line -> line.contains("empty.json") && line.contains("must be ^8.8"))
        .anyMatch(line -> line.contains("empty.json") && line.contains("missing template id"))
        .anyMatch(line -> line.contains("broken.form [unreadable]"));
  }
}
