package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.worker.JobClient;
import io.waggle.embedded.ElementRecord.Change;
import io.waggle.embedded.EmbeddedEngine;
import io.waggle.embedded.EngineRecords;
import io.waggle.embedded.IncidentRecord;
import io.waggle.embedded.UserTaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The processes on the embedded engine; what a job does is a lambda from its variables to its
 * result.
 */
final class ProcessHarness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static {
    Awaitility.setDefaultTimeout(PATIENCE); // tests await on their own, too
  }

  private final EmbeddedEngine engine = EmbeddedEngine.start();
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

  ProcessHarness() {
    this.client =
        CamundaClient.newClientBuilder()
            .grpcAddress(engine.grpcAddress())
            .restAddress(engine.restAddress())
            .preferRestOverGrpc(false)
            .defaultRequestTimeout(Duration.ofMinutes(1))
            .build();
    deploy(Models.RESOURCES.toArray(String[]::new));
    serve("a.hand-over", variables -> Map.of());
    List.of("a", "b").forEach(agent -> serve(agent + ".find-decisions", variables -> Map.of()));
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

  /** Completes a gate's user task, as a person does in Tasklist. */
  void decide(GateKind gate, Map<String, Object> decision) {
    client
        .newCompleteUserTaskCommand(awaitUserTask(gate, 1).key())
        .variables(Map.of("decision", decision))
        .send()
        .join();
  }

  /** The variables of the ended run. */
  Map<String, String> awaitEnd(long key) {
    patiently().until(() -> records().end(key).equals(Optional.of(Change.COMPLETED)));
    return records().variablesOf(key);
  }

  void awaitElement(String id) {
    patiently().until(() -> !records().activations(id).isEmpty());
  }

  /** The open user task of a gate, the last one, once there have been that many. */
  UserTaskRecord awaitUserTask(GateKind gate, int count) {
    patiently().until(() -> asked(gate) >= count && !open(gate).isEmpty());
    return open(gate).getLast();
  }

  private long asked(GateKind gate) {
    return records().userTasks().stream()
        .filter(task -> task.element().equals(gate.elementId()))
        .count();
  }

  private List<UserTaskRecord> open(GateKind gate) {
    return records().openUserTasks(gate.elementId());
  }

  IncidentRecord awaitIncident() {
    await().atMost(PATIENCE).until(() -> !records().incidents().isEmpty());
    return records().incidents().getFirst();
  }

  /** Waits for what must come, and not at all where an incident keeps it from coming. */
  private ConditionFactory patiently() {
    return await().atMost(PATIENCE).failFast(this::shouldHaveNoIncident);
  }

  private void shouldHaveNoIncident() {
    assertThat(records().incidents()).isEmpty();
  }

  /** Lets timers fire. */
  void increaseTime(Duration duration) {
    engine.increaseTime(duration);
  }

  /** Asks the run that has this address to stop. */
  void requestCancel(String address, Map<String, Object> variables) {
    publish(Messages.CANCEL, address, variables);
  }

  /** Says something to the run that has this address. */
  void steer(String address, Steering steering) {
    publish(Messages.STEER, address, Map.of("steering", steering));
  }

  private void publish(String message, String address, Map<String, Object> variables) {
    client
        .newPublishMessageCommand()
        .messageName(message)
        .correlationKey(address)
        .timeToLive(Duration.ofMinutes(1))
        .variables(variables)
        .send()
        .join();
  }

  /** What happened so far. */
  EngineRecords records() {
    return engine.records();
  }

  void cancel(long key) {
    client.newCancelInstanceCommand(key).send().join();
  }

  @Override
  public void close() {
    client.close();
    engine.close();
  }
}
