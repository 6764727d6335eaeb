package io.waggle.crashtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.response.UserTask;
import io.camunda.client.api.search.response.Variable;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What people were asked, as Tasklist has it: every user task of a gate that was ever opened, also
 * by engines that are lost. Safe for many threads.
 */
final class Questions implements AutoCloseable {
  /** More than all tests of one engine together have. */
  private static final int PAGE = 10_000;

  private final CamundaClient camunda;
  private final ObjectMapper mapper = new ObjectMapper();
  private final List<Shown> byLostEngines = new ArrayList<>();

  /**
   * A user task.
   *
   * @param order that its question is about
   * @param digest of what was asked
   */
  private record Shown(String order, String digest) {}

  Questions(Cluster cluster) {
    this.camunda =
        CamundaClient.newClientBuilder()
            .grpcAddress(cluster.grpcAddress())
            .restAddress(cluster.restAddress())
            .build();
  }

  /** To be called before an engine is killed, which takes its user tasks with it. */
  synchronized void keep() {
    byLostEngines.addAll(shownNow());
  }

  /** User tasks that asked about an order. */
  int userTasks(String order) {
    return about(order).size();
  }

  /** Different questions among them. */
  int different(String order) {
    return (int) about(order).stream().distinct().count();
  }

  private synchronized List<Shown> about(String order) {
    return Stream.concat(byLostEngines.stream(), shownNow().stream())
        .filter(shown -> shown.order().equals(order))
        .toList();
  }

  private List<Shown> shownNow() {
    Map<Long, Shown> questions = new HashMap<>();
    for (Variable variable : variables()) {
      // The gate's own; a scope inside it may hold a copy.
      if (variable.getScopeKey().equals(variable.getProcessInstanceKey())) {
        questions.put(variable.getProcessInstanceKey(), shown(variable.getValue()));
      }
    }
    return tasks().stream()
        .map(task -> questions.getOrDefault(task.getProcessInstanceKey(), shown("{}")))
        .toList();
  }

  private Shown shown(String question) {
    try {
      return new Shown(
          Witness.orderIn(question), mapper.readTree(question).path("digest").asText());
    } catch (JsonProcessingException cut) {
      throw new CrashTestException("A question is no JSON: " + question, cut);
    }
  }

  private List<UserTask> tasks() {
    return camunda
        .newUserTaskSearchRequest()
        .filter(task -> task.bpmnProcessId(Models.GATE))
        .page(page -> page.limit(PAGE))
        .send()
        .join()
        .items();
  }

  private List<Variable> variables() {
    return camunda
        .newVariableSearchRequest()
        .filter(variable -> variable.name(Variables.QUESTION))
        .withFullValues()
        .page(page -> page.limit(PAGE))
        .send()
        .join()
        .items();
  }

  @Override
  public void close() {
    camunda.close();
  }
}
