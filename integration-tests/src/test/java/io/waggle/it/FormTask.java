package io.waggle.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.response.Variable;
import io.waggle.client.GateTask;
import io.waggle.modeler.FormPage;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A user task that a person has taken, its form in the browser; over {@code /v2}, as in Tasklist.
 */
final class FormTask {
  static final String PERSON = "ada";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CamundaClient cluster;
  private final long key;
  private final FormPage form;

  private FormTask(CamundaClient cluster, long key, FormPage form) {
    this.cluster = cluster;
    this.key = key;
    this.form = form;
  }

  /** Assigns the task, and opens its form with the variables that it reads. */
  static FormTask taking(GateTask task, CamundaClient cluster, FormPage page) {
    return taking(task.key(), cluster, page);
  }

  /** The same, of a user task of any process. */
  static FormTask taking(long key, CamundaClient cluster, FormPage page) {
    cluster.newAssignUserTaskCommand(key).assignee(PERSON).send().join();
    String form = String.valueOf(cluster.newUserTaskGetFormRequest(key).send().join().getSchema());
    List<String> names = page.variableNames(form);
    Map<String, JsonNode> variables =
        cluster
            .newUserTaskVariableSearchRequest(key)
            .filter(filter -> filter.name(name -> name.in(names)))
            .send()
            .join()
            .items()
            .stream()
            .collect(Collectors.toMap(Variable::getName, each -> whole(cluster, each)));
    return new FormTask(cluster, key, page.open(form, variables));
  }

  /** Lists shorten long ones. */
  private static JsonNode whole(CamundaClient cluster, Variable listed) {
    Variable whole =
        listed.isTruncated()
            ? cluster.newVariableGetRequest(listed.getVariableKey()).send().join()
            : listed;
    try {
      return JSON.readTree(whole.getValue());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the person sees. */
  FormPage form() {
    return form;
  }

  /** See {@link FormPage#choose}. */
  FormTask choose(String label) {
    form.choose(label);
    return this;
  }

  /** See {@link FormPage#write(String, int, String)}. */
  FormTask write(String label, int index, String text) {
    form.write(label, index, text);
    return this;
  }

  /** See {@link FormPage#write(String, String)}. */
  FormTask write(String label, String text) {
    return write(label, 0, text);
  }

  /** See {@link FormPage#assertSays}. */
  FormTask assertSays(String... parts) {
    form.assertSays(parts);
    return this;
  }

  /** Submits the form, which completes the task. */
  void complete() {
    cluster.newCompleteUserTaskCommand(key).variables(form.complete()).send().join();
    form.assertNothingHappened();
  }
}
