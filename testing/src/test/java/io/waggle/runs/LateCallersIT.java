package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Agents;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.StartTags;
import io.waggle.embedded.FailedJobRecord;
import io.waggle.engine.EngineJob;
import io.waggle.engine.OnHoldException;
import io.waggle.intake.AcceptWorker;
import io.waggle.intake.Start;
import io.waggle.journal.Families;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster whose {@code /v2} is behind its engine, or does not say who called a run. */
class LateCallersIT {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<String> top = new AtomicReference<>();
  private volatile int refusal;
  private volatile URI cluster = URI.create("http://127.0.0.1:9");
  private HttpServer between;
  private TestBed bed;

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  @BeforeEach
  void open() throws IOException {
    between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    between.createContext("/", this::answer);
    between.setExecutor(threads);
    between.start();
    Agent boss = agent("boss").subAgent(SubAgent.process("legal", "Checks.", "legal-desk")).build();
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(boss, agent("clerk").build()))
                .withProperty(
                    "camunda.client.rest-address",
                    "http://127.0.0.1:" + between.getAddress().getPort()));
    cluster = bed.restAddress();
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceFromClasspath("family/legal-desk.bpmn")
        .send()
        .join();
    bed.play(
        Screenplay.role("boss")
            .on(When.turn(0))
            .reply(Reply.call("ask_legal", Map.of("task", "Check it")))
            .otherwise("Boss is done.")
            .role("clerk")
            .otherwise("Checked.")
            .build());
  }

  @AfterEach
  void close() {
    bed.close();
    between.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (refusal > 0 && isAboutASubAgent(exchange.getRequestURI().getPath())) {
        exchange.sendResponseHeaders(refusal, -1);
        return;
      }
      HttpRequest request =
          HttpRequest.newBuilder(cluster.resolve(exchange.getRequestURI()))
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
              .header("Content-Type", "application/json")
              .build();
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(
          response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The embedded engine drops tags, so that it is asked about the run at the top as well: first.
   */
  private boolean isAboutASubAgent(String path) {
    if (!path.matches(".*/process-instances/\\d+")) {
      return false;
    }
    return !path.equals(top.accumulateAndGet(path, (first, now) -> first == null ? now : first));
  }

  @Test
  void shouldAskNobodyAboutARunThatAClientStarted() {
    refusal = 404;
    top.set("another");
    AcceptWorker worker = bed.bean(AcceptWorker.class);
    Start start = new Start(TextNode.valueOf("The task"), null, null, null, null, null, null, null);
    Agent agent = bed.bean(Agents.class).all().getFirst();

    assertThat(worker.place(new EngineJob(agent, 1, 17, Set.of(StartTags.BY_CLIENT)), start).path())
        .isEqualTo("accept");
    assertThatThrownBy(() -> worker.place(new EngineJob(agent, 2, 18, Set.of("mine")), start))
        .isInstanceOf(OnHoldException.class);
  }

  @Test
  void shouldHoldARunAtNoCostUntilTheClusterShowsWhoCalledIt() {
    refusal = 404;
    TestRun run = bed.start("boss", "The task");

    await().atMost(TestBed.PATIENCE).until(() -> held().size() > 1);
    assertThat(held()).allSatisfy(look -> assertThat(look.retries()).isEqualTo(8));
    assertThat(held().getFirst().message()).contains("does not show yet");
    refusal = 0;

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Boss is done.");
    assertThat(llmCallsOf(run)).isEqualTo(3);
  }

  @Test
  void shouldTakeARunForOneAtTheTopWhereTheClusterDoesNotSay() {
    refusal = 403;

    TestRun run = bed.start("boss", "The task");

    assertThat(run.result().text()).isEqualTo("Boss is done.");
    assertThat(llmCallsOf(run)).isEqualTo(2);
  }

  private List<FailedJobRecord> held() {
    return bed.records().failedJobs().stream()
        .filter(job -> job.type().equals("clerk.accept"))
        .toList();
  }

  private long llmCallsOf(TestRun run) {
    return bed.bean(Families.class).usage(NamedRuns.nameOf(bed, run), "").llmCalls();
  }
}
