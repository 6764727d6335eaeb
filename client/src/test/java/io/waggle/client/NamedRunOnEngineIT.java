package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.embedded.EmbeddedEngine;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names of runs on the embedded engine, with its own processes; no worker is there. */
class NamedRunOnEngineIT extends WithCluster {
  private static final RunRequest REQUEST = RunRequest.of("nobodys", "Compare the two.");

  private static EmbeddedEngine engine;
  private static CamundaClient camunda;

  private final AgentClient client = open(AgentClient.connect(connection()));

  @BeforeAll
  static void start() {
    engine = EmbeddedEngine.start();
    camunda = connection().open();
    var deployment = camunda.newDeployResourceCommand();
    Models.RESOURCES.stream()
        .map(deployment::addResourceFromClasspath)
        .reduce((first, last) -> last)
        .orElseThrow()
        .send()
        .join();
  }

  @AfterAll
  static void stop() {
    camunda.close();
    engine.close();
  }

  private static Connection connection() {
    return Connection.LOCAL
        .withGrpcAddress(engine.grpcAddress())
        .withRestAddress(engine.restAddress());
  }

  /** As a person or a process does, over Zeebe's API. */
  private static long create(Map<String, Object> variables) {
    return camunda
        .newCreateInstanceCommand()
        .bpmnProcessId(Models.AGENT)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  @Test
  void shouldFindARunByTheNameThatItWasGiven() {
    RunHandle run = client.start(REQUEST.id("bees-1"));

    assertThat(client.status("bees-1").key()).isEqualTo(run.key());
    assertThat(client.status(Long.toString(run.key())).id()).isEqualTo("bees-1");
    assertThat(run.status().id()).isEqualTo("bees-1");
    run.terminate();
  }

  @Test
  void shouldTakeTheFirstOfSeveralStartsAndTerminateThemAll() {
    RunHandle first = client.start(REQUEST.id("bees-2"));
    RunHandle second = client.start(REQUEST.id("bees-2"));
    long third =
        create(Map.of(Variables.AGENT, "nobodys", Variables.TASK, "x", Variables.RUN_ID, "bees-2"));

    assertThat(client.status("bees-2").key()).isEqualTo(first.key());
    client.terminate("bees-2");

    for (long key : new long[] {first.key(), second.key(), third}) {
      assertThat(client.status(Long.toString(key)).state()).isEqualTo(RunState.TERMINATED);
    }
    assertThat(
            catchThrowableOfType(AgentClientException.class, () -> client.terminate("bees-2"))
                .reason())
        .isEqualTo(Reason.NO_SUCH_RUN);
  }

  @Test
  void shouldFindARunWithoutANameByItsKeyAlone() {
    String key = Long.toString(create(Map.of(Variables.AGENT, "nobodys", Variables.TASK, "x")));

    assertThat(client.status(key).id()).isNull();
    assertThat(catchThrowableOfType(AgentClientException.class, () -> client.pause(key)).reason())
        .isEqualTo(Reason.NOT_ACCEPTED);
    client.terminate(key);
  }

  /** A number, and text that no name can be, are shown as they are and find nothing. */
  @Test
  void shouldShowRunsWhoseNameIsNone() {
    Map<String, Object> variables =
        Map.of(Variables.AGENT, "nobodys", Variables.TASK, "x", Variables.RUN_ID, "two \"words\"");
    String key = Long.toString(create(variables));

    assertThat(client.status(key).id()).isEqualTo("two \"words\"");
    client.terminate(key);
  }
}
