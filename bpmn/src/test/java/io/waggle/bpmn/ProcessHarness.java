package io.waggle.bpmn;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.worker.JobClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The processes on the embedded engine; what a job does is a lambda from its variables to its
 * result.
 */
final class ProcessHarness implements AutoCloseable {
  private final ZeebeTestEngine engine;
  private final CamundaClient client;

  /** Ends a job with a BPMN error in place of variables. */
  static final class BpmnErrorThrown extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final transient Map<String, Object> variables;

    BpmnErrorThrown(String code, Map<String, Object> variables) {
      this.code = code;
      this.variables = variables;
    }
  }

  ProcessHarness(ZeebeTestEngine engine) {
    this.engine = engine;
    this.client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
            .preferRestOverGrpc(false)
            .build();
    deploy(Models.RESOURCES.toArray(String[]::new));
  }

  DeploymentEvent deploy(String... resources) {
    DeployResourceCommandStep1.DeployResourceCommandStep2 command =
        client.newDeployResourceCommand().addResourceFromClasspath(resources[0]);
    for (String resource : List.of(resources).subList(1, resources.length)) {
      command = command.addResourceFromClasspath(resource);
    }
    return command.send().join();
  }

  /** Serves a job type until the harness is closed. */
  ProcessHarness serve(String jobType, Function<Map<String, Object>, Map<String, Object>> job) {
    client
        .newWorker()
        .jobType(jobType)
        .handler((jobs, activated) -> work(jobs, activated, job))
        .pollInterval(Duration.ofMillis(20))
        .open();
    return this;
  }

  private static void work(
      JobClient jobs,
      ActivatedJob activated,
      Function<Map<String, Object>, Map<String, Object>> job) {
    try {
      jobs.newCompleteCommand(activated)
          .variables(job.apply(activated.getVariablesAsMap()))
          .send()
          .join();
    } catch (BpmnErrorThrown error) {
      jobs.newThrowErrorCommand(activated)
          .errorCode(error.code)
          .variables(error.variables)
          .send()
          .join();
    }
  }

  /** Fails every job of a type with no retries left. */
  void failForGood(String jobType, String message) {
    client
        .newWorker()
        .jobType(jobType)
        .handler((jobs, job) -> jobs.newFailCommand(job).retries(0).errorMessage(message).send())
        .pollInterval(Duration.ofMillis(20))
        .open();
  }

  long start(Map<String, Object> variables) {
    return start(Models.AGENT, variables);
  }

  long start(String process, Map<String, Object> variables) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** Moves the token of a user task on, the way a person's decision would. */
  void decide(String userTask, String nextElement, Map<String, Object> variables) {
    var task = awaitElement(userTask);
    long scope = task.getValue().getFlowScopeKey();
    client.newSetVariablesCommand(scope).variables(variables).send().join();
    client
        .newModifyProcessInstanceCommand(task.getValue().getProcessInstanceKey())
        .activateElement(nextElement, scope)
        .and()
        .terminateElement(task.getKey())
        .send()
        .join();
  }

  /** Lets timers fire. */
  void increaseTime(Duration duration) {
    engine.increaseTime(duration);
  }

  /** Asks the run that goes by this key to stop. */
  void requestCancel(String runKey, Map<String, Object> variables) {
    client
        .newPublishMessageCommand()
        .messageName(Messages.CANCEL)
        .correlationKey(runKey)
        .timeToLive(Duration.ofMinutes(1))
        .variables(variables)
        .send()
        .join();
  }

  void cancel(long key) {
    client.newCancelInstanceCommand(key).send().join();
  }

  /** The variables of the ended run: the last value that each had in its own scope. */
  Map<String, String> awaitEnd(long key) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                elements(ProcessInstanceIntent.ELEMENT_COMPLETED)
                    .anyMatch(record -> record.getKey() == key));
    return variables(key);
  }

  /** The last value that each variable had in this scope itself. */
  Map<String, String> variables(long scope) {
    Map<String, String> variables = new HashMap<>();
    variableRecords()
        .filter(variable -> variable.getScopeKey() == scope)
        .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
    return variables;
  }

  /** Every value that a variable of this name was given, in whatever scope. */
  List<String> values(String name) {
    return variableRecords()
        .filter(variable -> variable.getName().equals(name))
        .map(VariableRecordValue::getValue)
        .toList();
  }

  private Stream<VariableRecordValue> variableRecords() {
    return records()
        .filter(record -> record.getValueType() == ValueType.VARIABLE)
        .map(record -> (VariableRecordValue) record.getValue());
  }

  /** Keys of the scopes in which an element was activated. */
  List<Long> scopesOf(String id) {
    return elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
        .filter(record -> record.getValue().getElementId().equals(id))
        .map(record -> record.getValue().getFlowScopeKey())
        .toList();
  }

  Record<ProcessInstanceRecordValue> awaitElement(String id) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
                    .filter(record -> record.getValue().getElementId().equals(id))
                    .reduce((first, last) -> last)
                    .orElse(null),
            found -> found != null);
  }

  IncidentRecordValue awaitIncident() {
    return (IncidentRecordValue)
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    records()
                        .filter(record -> record.getValueType() == ValueType.INCIDENT)
                        .findFirst()
                        .orElse(null),
                found -> found != null)
            .getValue();
  }

  /** Ids of the elements that completed, in order, with repetitions. */
  List<String> completed() {
    return elements(ProcessInstanceIntent.ELEMENT_COMPLETED)
        .map(record -> record.getValue().getElementId())
        .toList();
  }

  /** How many instances of the element were activated. */
  long activated(String id) {
    return elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
        .filter(record -> record.getValue().getElementId().equals(id))
        .count();
  }

  /** Ids of the elements that were cancelled. */
  List<String> terminated() {
    return elements(ProcessInstanceIntent.ELEMENT_TERMINATED)
        .map(record -> record.getValue().getElementId())
        .toList();
  }

  /** Ids of everything that a token has been on: elements and sequence flows. */
  Set<String> passed() {
    Set<String> ids = new LinkedHashSet<>(completed());
    elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
        .filter(record -> record.getValue().getBpmnElementType() == BpmnElementType.USER_TASK)
        .forEach(record -> ids.add(record.getValue().getElementId()));
    elements(ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN)
        .forEach(record -> ids.add(record.getValue().getElementId()));
    return ids;
  }

  @SuppressWarnings("unchecked")
  private Stream<Record<ProcessInstanceRecordValue>> elements(ProcessInstanceIntent intent) {
    return records()
        .filter(record -> record.getValueType() == ValueType.PROCESS_INSTANCE)
        .filter(record -> record.getIntent() == intent)
        .map(record -> (Record<ProcessInstanceRecordValue>) record);
  }

  private Stream<Record<?>> records() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false);
  }

  @Override
  public void close() {
    client.close();
  }
}
