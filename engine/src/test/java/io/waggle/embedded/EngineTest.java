package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.search.response.UserTask;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.StartEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * An engine, and Camunda's client with its defaults, REST that is, through a proxy that holds what
 * goes over the wire against the description of the API.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EngineTest {
  /** A busy machine may take its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  EmbeddedEngine engine;
  CamundaClient camunda;
  StrictProxy proxy;

  EngineSettings settings() {
    return EngineSettings.freePorts();
  }

  @BeforeEach
  void start() {
    if (engine == null) {
      engine = EmbeddedEngine.start(settings());
      proxy = new StrictProxy(engine.restAddress());
      camunda =
          CamundaClient.newClientBuilder()
              .grpcAddress(engine.grpcAddress())
              .restAddress(proxy.address())
              .build();
    }
  }

  @AfterEach
  void shouldBeAsDescribed() {
    assertThat(proxy.faults()).isEmpty();
  }

  @org.junit.jupiter.api.AfterAll
  void stop() {
    camunda.close();
    proxy.close();
    engine.close();
  }

  /** The same client over gRPC, to be closed. */
  CamundaClient overGrpc() {
    return CamundaClient.newClientBuilder()
        .grpcAddress(engine.grpcAddress())
        .restAddress(proxy.address())
        .preferRestOverGrpc(false)
        .build();
  }

  static StartEventBuilder process(String id) {
    return Bpmn.createExecutableProcess(id).name("Name of " + id).startEvent("Begin");
  }

  long deploy(BpmnModelInstance model, String name) {
    return camunda
        .newDeployResourceCommand()
        .addProcessModel(model, name + ".bpmn")
        .send()
        .join()
        .getProcesses()
        .getFirst()
        .getProcessDefinitionKey();
  }

  long create(String process, Map<String, Object> variables) {
    return camunda
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** The open user task of a process instance. */
  UserTask task(long processInstance) {
    return eventually(
        () ->
            camunda
                .newUserTaskSearchRequest()
                .filter(filter -> filter.processInstanceKey(processInstance))
                .send()
                .join()
                .items()
                .getFirst());
  }

  /** What there will be once the engine has got there. */
  static <T> T eventually(Callable<T> look) {
    return await().atMost(PATIENCE).ignoreExceptions().until(look, found -> found != null);
  }

  /** Status of the problem that a call runs into. */
  static int problem(ThrowingCallable call) {
    ProblemException problem =
        org.assertj.core.api.Assertions.catchThrowableOfType(ProblemException.class, call);
    assertThat(problem).isNotNull();
    assertThat(problem.details().getDetail()).isNotBlank();
    return problem.code();
  }

  /** Sends what no client would. */
  HttpResponse<String> send(String method, String path, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(proxy.address() + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
