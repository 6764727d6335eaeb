package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.IntNode;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DeployedModel.Kind;
import io.waggle.embedded.EmbeddedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of one's own on the embedded engine, with and without the lag of a cluster. */
class OwnProcessOnEngineIT extends WithCluster {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PROCESS =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
        <process id="own" isExecutable="true">
          <startEvent id="S"/><exclusiveGateway id="G" default="Calm"/>
          <endEvent id="Whole" name="All is well"/>
          <callActivity id="Call" name="Ask somebody"><extensionElements><zeebe:calledElement processId="nobodys"/></extensionElements></callActivity>
          <sequenceFlow id="F" sourceRef="S" targetRef="G"/>
          <sequenceFlow id="Calm" sourceRef="G" targetRef="Whole"/>
          <sequenceFlow id="Ask" sourceRef="G" targetRef="Call"><conditionExpression>=number &gt; 9</conditionExpression></sequenceFlow>
        </process>
      </definitions>""";

  private static EmbeddedEngine engine;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    engine = EmbeddedEngine.start();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private ProcessClient client(int lag) {
    Connection connection =
        Connection.LOCAL
            .withGrpcAddress(engine.grpcAddress())
            .withRestAddress(engine.restAddress());
    if (lag > 0) {
      LaggingApi api = open(new LaggingApi(engine.restAddress(), Duration.ofSeconds(lag)));
      connection = connection.withRestAddress(api.address());
    }
    return open(ProcessClient.connect(connection, ConnectionListener.NONE));
  }

  private List<DeployedModel> deploy(ProcessClient client, String text) throws Exception {
    return client.deploy(List.of(Files.writeString(folder.resolve("own.bpmn"), text)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldDeployStartAndWait(int lag) throws Exception {
    ProcessClient client = client(lag);

    DeployedModel first = deploy(client, PROCESS).getFirst();
    DeployedModel same = deploy(client, PROCESS).getFirst();
    ProcessStatus end =
        client.await(
            client.start("own", Map.of("number", IntNode.valueOf(5))), SOON, incident -> {});

    assertThat(first).isEqualTo(same);
    assertThat(first.kind()).isEqualTo(Kind.PROCESS);
    assertThat(first.id()).isEqualTo("own");
    assertThat(first.file()).isEqualTo("own.bpmn");
    assertThat(end.state()).isEqualTo(RunState.COMPLETED);
    assertThat(end.places()).containsExactly("All is well");
    assertThat(end.variables()).containsExactly(Map.entry("number", IntNode.valueOf(5)));
  }

  @Test
  void shouldTellAnIncidentOnceAndWhereItStands() throws Exception {
    ProcessClient client = client(0);
    deploy(client, PROCESS);
    long key = client.start("own", Map.of("number", IntNode.valueOf(10)));
    List<IncidentStatus> told = new ArrayList<>();

    AgentClientException late =
        catchThrowableOfType(
            AgentClientException.class, () -> client.await(key, Duration.ofSeconds(2), told::add));

    assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(late).hasMessageContaining("it stands at 'Ask somebody'");
    assertThat(told).singleElement().extracting(IncidentStatus::element).isEqualTo("Call");
    assertThat(client.status(key).orElseThrow().incidents()).isEqualTo(told);
  }

  @Test
  void shouldSayWhatTheEngineSaysOfAFile() {
    AgentClientException refused =
        catchThrowableOfType(
            AgentClientException.class,
            () -> deploy(client(0), PROCESS.replace("targetRef=\"Whole\"", "")));

    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused)
        .hasMessageContaining("nothing was deployed. It says:\n'own.bpmn': ")
        .hasMessageContaining("targetRef");
    assertThat(
            catchThrowableOfType(
                    AgentClientException.class, () -> client(0).start("nobodys", Map.of()))
                .reason())
        .isEqualTo(Reason.NO_SUCH_PROCESS);
  }

  /** The first attempt fails, one by an exception, the other by saying so. */
  @Test
  void shouldServeJobsOfItsOwn() throws Exception {
    ProcessClient client = client(0);
    String working =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <process id="working" isExecutable="true">
            <startEvent id="S"/><endEvent id="E"/>
            <serviceTask id="Work"><extensionElements><zeebe:taskDefinition type="work" retries="2"/></extensionElements></serviceTask>
            <sequenceFlow id="A" sourceRef="S" targetRef="Work"/><sequenceFlow id="B" sourceRef="Work" targetRef="E"/>
          </process>
        </definitions>""";
    client.deploy(List.of(Files.writeString(folder.resolve("working.bpmn"), working)));
    List<ServedJob> served = new CopyOnWriteArrayList<>();

    AutoCloseable service =
        client.serve(
            "work",
            Duration.ofMinutes(1),
            2,
            job -> {
              served.add(job);
              if (job.retries() == 1) {
                return new ServedJob.Done("{\"done\": true}");
              }
              if (job.variables().contains("5")) {
                throw new IllegalStateException("not yet");
              }
              return new ServedJob.Failed("not yet", Duration.ZERO);
            });
    try {
      for (int number : List.of(5, 6)) {
        long key = client.start("working", Map.of("number", IntNode.valueOf(number)));
        assertThat(client.await(key, SOON, incident -> {}).variables()).containsKey("done");
      }
    } finally {
      service.close();
    }
    assertThat(served).extracting(ServedJob::retries).containsExactly(2, 1, 2, 1);
  }
}
