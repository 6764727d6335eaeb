package io.waggle.bpmn;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.worker.JobClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The processes on the embedded engine; what a job does is a lambda from its variables to its
 * result.
 */
final class ProcessHarness implements AutoCloseable {
  private final ZeebeTestEngine engine;
  private final EngineRecords records;
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
    this.records = new EngineRecords(engine);
    this.client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
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

  /**
   * Moves the token of a gate's user task on, the way a person's decision would; the embedded
   * engine has no API for completing user tasks.
   */
  void decide(GateKind gate, Map<String, Object> decision) {
    var task = records.awaitUserTask(gate, 1);
    long scope = task.getValue().getFlowScopeKey();
    client.newSetVariablesCommand(scope).variables(Map.of("decision", decision)).send().join();
    client
        .newModifyProcessInstanceCommand(task.getValue().getProcessInstanceKey())
        .activateElement("Decided", scope)
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
    publish(Messages.CANCEL, runKey, variables);
  }

  /** Says something to the run that goes by this key. */
  void steer(String runKey, Steering steering) {
    publish(Messages.STEER, runKey, Map.of("steering", steering));
  }

  private void publish(String message, String runKey, Map<String, Object> variables) {
    client
        .newPublishMessageCommand()
        .messageName(message)
        .correlationKey(runKey)
        .timeToLive(Duration.ofMinutes(1))
        .variables(variables)
        .send()
        .join();
  }

  /** What happened so far. */
  EngineRecords records() {
    return records;
  }

  void cancel(long key) {
    client.newCancelInstanceCommand(key).send().join();
  }

  @Override
  public void close() {
    client.close();
  }
}
