package io.waggle.embedded.projection;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a process that was deployed.
 *
 * @param names what the model calls its elements and the process itself, by their ids; those
 *     without a name are absent
 * @param startFormId the form to start it with; null without one
 */
public record ProcessDefinition(
    long key,
    String id,
    int version,
    @Nullable String versionTag,
    String resourceName,
    String xml,
    Map<String, String> names,
    @Nullable String startFormId) {

  static ProcessDefinition of(io.camunda.zeebe.protocol.record.value.deployment.Process process) {
    BpmnModelInstance model =
        Bpmn.readModelFromStream(new ByteArrayInputStream(process.getResource()));
    Map<String, String> names = new HashMap<>();
    for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
      if (element.getName() != null) {
        names.put(element.getId(), element.getName());
      }
    }
    for (Process each : model.getModelElementsByType(Process.class)) {
      if (each.getName() != null) {
        names.put(each.getId(), each.getName());
      }
    }
    return new ProcessDefinition(
        process.getProcessDefinitionKey(),
        process.getBpmnProcessId(),
        process.getVersion(),
        process.getVersionTag().isEmpty() ? null : process.getVersionTag(),
        process.getResourceName(),
        new String(process.getResource(), StandardCharsets.UTF_8),
        Map.copyOf(names),
        startForm(model, process.getBpmnProcessId()));
  }

  private static @Nullable String startForm(BpmnModelInstance model, String process) {
    return model.getModelElementsByType(StartEvent.class).stream()
        .filter(start -> isIn(process, start))
        .map(start -> start.getSingleExtensionElement(ZeebeFormDefinition.class))
        .filter(form -> form != null && form.getFormId() != null)
        .map(ZeebeFormDefinition::getFormId)
        .findFirst()
        .orElse(null);
  }

  private static boolean isIn(String process, StartEvent start) {
    return start.getParentElement() instanceof BaseElement parent && process.equals(parent.getId());
  }

  /** What the model calls the process; null if nothing. */
  public @Nullable String name() {
    return names.get(id);
  }

  /** What the model calls an element; its id if nothing. */
  public String nameOf(String element) {
    return names.getOrDefault(element, element);
  }
}
