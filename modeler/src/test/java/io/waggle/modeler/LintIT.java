package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint-clean for the oldest and the newest engine, not even a warning. */
class LintIT {
  @Test
  void shouldFindNothingInWhatIsModelled() {
    var files = Repository.everythingModelled();

    var run = NodeTools.run("lint.mjs", files.toArray());

    assertThat(files)
        .map(file -> file.getFileName().toString())
        .contains("waggle-agent.bpmn", "waggle-step.bpmn", "waggle-approve-plan.form")
        .contains("waggle-agent.json", "waggle-llm-call.json", "waggle-human-gate.form");
    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
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
        .anyMatch(line -> line.contains("[form 8.6.0]") && line.contains("File"))
        .anyMatch(line -> line.contains("empty.json") && line.contains("missing template id"))
        .anyMatch(line -> line.contains("broken.form [unreadable]"));
  }
}
