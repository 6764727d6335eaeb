package io.waggle.runs;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.Process;
import io.waggle.bpmn.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The models with other labels, and with an element more in a run and in a step.
 *
 * @param number what the names of these elements end with
 * @param definitions keys of what was deployed, by process
 */
record ChangedModels(int number, Map<String, Long> definitions) {
  private static final AtomicInteger VERSIONS = new AtomicInteger();

  static ChangedModels deploy(CamundaClient camunda) throws IOException {
    int number = VERSIONS.incrementAndGet();
    DeployResourceCommandStep2 command = null;
    for (String resource : Models.RESOURCES) {
      byte[] content = changed(resource, number).getBytes(StandardCharsets.UTF_8);
      command =
          command == null
              ? camunda.newDeployResourceCommand().addResourceBytes(content, resource)
              : command.addResourceBytes(content, resource);
    }
    return new ChangedModels(
        number,
        Objects.requireNonNull(command).send().join().getProcesses().stream()
            .collect(
                Collectors.toMap(Process::getBpmnProcessId, Process::getProcessDefinitionKey)));
  }

  /** Other labels, and an element more on the way to the end. */
  private static String changed(String resource, int number) throws IOException {
    return inserted(
        inserted(
            resource(resource)
                .replace("name=\"Think\"", "name=\"Think %d\"".formatted(number))
                .replace("name=\"Approve tool call\"", "name=\"Approve %d\"".formatted(number))
                .replace("name=\"Synthesize\"", "name=\"Synthesize %d\"".formatted(number)),
            "AddedToRun" + number,
            "Synthesized",
            "Synthesize",
            "WorkEnded"),
        "AddedToStep" + number,
        "Answered",
        "WhatNow",
        "StepDone");
  }

  private static String inserted(
      String model, String element, String flow, String source, String target) {
    return model.replaceFirst(
        "<bpmn:sequenceFlow id=\"%s\"( name=\"[^\"]*\")? sourceRef=\"%s\" targetRef=\"%s\" />"
            .formatted(flow, source, target),
        """
        <bpmn:intermediateThrowEvent id="%4$s" />
        <bpmn:sequenceFlow id="%1$s" sourceRef="%2$s" targetRef="%4$s" />
        <bpmn:sequenceFlow id="%4$s_on" sourceRef="%4$s" targetRef="%3$s" />"""
            .formatted(flow, source, target, element));
  }

  static String resource(String name) throws IOException {
    try (InputStream stream = Models.class.getClassLoader().getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
