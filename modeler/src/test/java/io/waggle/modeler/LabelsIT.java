package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels can be read: each has its place, and names fit into their tasks. */
class LabelsIT {
  private static final String CROWDED =
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="t">
        <bpmn:process id="crowded" isExecutable="true">
          <bpmn:startEvent id="Begun" name="Begun" />
          <bpmn:serviceTask id="Count" name="Count the hives of all the neighbours again and again, unless it rains" />
          <bpmn:exclusiveGateway id="Enough" name="Enough?" />
          <bpmn:endEvent id="Counted" name="Counted" />
          <bpmn:subProcess id="Frame" name="Frame"><bpmn:startEvent id="Inside" name="Inside" /></bpmn:subProcess>
          <bpmn:sequenceFlow id="ToCount" sourceRef="Begun" targetRef="Count" />
          <bpmn:sequenceFlow id="Yes" name="yes" sourceRef="Enough" targetRef="Counted" />
        </bpmn:process>
        <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="crowded">
          %s
          <bpmndi:BPMNShape id="Count_di" bpmnElement="Count"><dc:Bounds x="200" y="60" width="100" height="80" /></bpmndi:BPMNShape>
          %s
          %s
          <bpmndi:BPMNShape id="Frame_di" bpmnElement="Frame" isExpanded="true"><dc:Bounds x="100" y="200" width="300" height="120" /></bpmndi:BPMNShape>
          %s
          <bpmndi:BPMNEdge id="ToCount_di" bpmnElement="ToCount"><di:waypoint x="136" y="100" /><di:waypoint x="200" y="100" /></bpmndi:BPMNEdge>
          <bpmndi:BPMNEdge id="Yes_di" bpmnElement="Yes"><di:waypoint x="400" y="100" /><di:waypoint x="482" y="100" />
            <bpmndi:BPMNLabel><dc:Bounds x="430" y="93" width="40" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNEdge>
        </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
      </bpmn:definitions>
      """;

  @Test
  void shouldFindNoLabelThatLiesOverAnything() {
    var models = Repository.everyModel();

    var run = NodeTools.run("labels.mjs", models.toArray());

    assertThat(models)
        .map(model -> model.getFileName().toString())
        .contains("waggle-agent.bpmn", "waggle-step.bpmn", "ask-and-catch.bpmn");
    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
  }

  @Test
  void shouldFindEveryKindOfOverlap(@TempDir Path folder) throws IOException {
    Path model = folder.resolve("crowded.bpmn");
    Files.writeString(
        model,
        CROWDED.formatted(
            event("Begun", 100, 180, 76),
            shape("Enough", 350, 75, 50, 480, 130),
            event("Counted", 482, 480, 130),
            event("Inside", 150, 380, 250)));

    var run = NodeTools.run("labels.mjs", model);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.findings())
        .contains(
            "crowded.bpmn: the label \"Begun\" of Begun (label) lies over Count",
            "crowded.bpmn: the label \"Enough?\" of Enough (label) lies over the label \"Counted\" of Counted (label)",
            "crowded.bpmn: the label \"yes\" of Yes (label) lies over the line Yes",
            "crowded.bpmn: the label \"Inside\" of Inside (label) leaves the frame Frame")
        .anyMatch(line -> line.contains("of Count does not fit into Count"))
        .anyMatch(line -> line.contains("of Count lies over a symbol of Count"));
  }

  private static String event(String id, int x, int labelX, int labelY) {
    return shape(id, x, 82, 36, labelX, labelY);
  }

  private static String shape(String id, int x, int y, int size, int labelX, int labelY) {
    int top = id.equals("Inside") ? 240 : y;
    return """
        <bpmndi:BPMNShape id="%1$s_di" bpmnElement="%1$s"><dc:Bounds x="%2$d" y="%3$d" width="%4$d" height="%4$d" />
          <bpmndi:BPMNLabel><dc:Bounds x="%5$d" y="%6$d" width="60" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
        """
        .formatted(id, x, top, size, labelX, labelY);
  }
}
