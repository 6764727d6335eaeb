package io.waggle.examples.archaeologist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.waggle.bpmn.Models;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.examples.archaeologist.module.Folders;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The example as it is shipped, on the embedded engine; only the delays are left out. */
class CodeArchaeologistIT {
  private static final Screenplay SCREENPLAY =
      Screenplay.resource("screenplays/code-archaeologist.yaml");

  @TempDir static Path work;

  private static ZeebeTestEngine engine = EngineFactory.create();
  private static ScriptedModel model = ScriptedModel.start(SCREENPLAY.withoutDelays());

  @BeforeAll
  static void start() {
    engine.start();
  }

  @AfterAll
  static void stop() {
    model.close();
    engine.stop();
  }

  @Test
  void shouldModernizeTheModuleAndRecoverFromTwoMistakes() throws Exception {
    Map<String, Object> end;
    try (ConfigurableApplicationContext worker = worker()) {
      end = run(worker.getBean(CamundaClient.class), "Modernize the billing batch to Java 21.");
    }

    assertThat(end).containsEntry("outcome", "completed");
    assertThat(String.valueOf(end.get("result")))
        .contains("4 cases (credit-notes, dirty-input, monthly-run, no-orders), 20 outputs");
    Path workspace = work.resolve(workspaceIn(String.valueOf(end.get("result"))));
    assertThat(workspace.resolve("docs/MODERNIZATION.md")).isNotEmptyFile();
    assertThat(Folders.files(workspace.resolve("modernized/src"))).hasSize(7);
    assertThat(Files.readString(workspace.resolve("modernized/src/com/acme/billing/Money.java")))
        .as("the rounding of the second attempt")
        .contains("RoundingMode.FLOOR");
    assertThat(model.counts().unmatched()).isZero();
    assertThat(model.counts().answered()).as("no answer was paid for twice").isEqualTo(scenes());
    assertThat(model.counts().scenes().keySet())
        .contains("mend-import", "have-it-fixed", "mend-rounding", "summary")
        .doesNotContain("still-failing", "summary-not-verified");
  }

  @Test
  void shouldSayWhichLegacyFolderIsWrong(@TempDir Path empty) {
    assertThatThrownBy(() -> worker("--code-archaeologist.legacy-dir=" + empty).close())
        .rootCause()
        .hasMessageContaining("code-archaeologist.legacy-dir is %s, which has no folder", empty);
  }

  /** Every scene is played once, but the two of a bad end. */
  private static long scenes() {
    return SCREENPLAY.roles().values().stream().mapToInt(List::size).sum() - 2;
  }

  private static String workspaceIn(String result) {
    return Pattern.compile("dig-[0-9a-f]{8}")
        .matcher(result)
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }

  private static ConfigurableApplicationContext worker(String... more) {
    SpringApplication application = new SpringApplication(CodeArchaeologistApplication.class);
    List<String> settings =
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--camunda.client.grpc-address=http://" + engine.getGatewayAddress(),
            "--camunda.client.prefer-rest-over-grpc=false",
            "--waggle.journal.url=jdbc:h2:mem:" + UUID.randomUUID(),
            "--code-archaeologist.model=scripted",
            "--code-archaeologist.work-dir=" + work,
            "--waggle.providers.scripted.screenplay=",
            "--waggle.providers.scripted.base-url=" + model.baseUrl());
    ConfigurableApplicationContext worker =
        application.run(
            Stream.concat(settings.stream(), Arrays.stream(more)).toArray(String[]::new));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(worker.getBean(WorkerLifecycle.class)::isSubscribed);
    return worker;
  }

  private static Map<String, Object> run(CamundaClient camunda, String task) {
    return camunda
        .newCreateInstanceCommand()
        .bpmnProcessId(Models.AGENT)
        .latestVersion()
        .variables(Map.of("agent", "orchestrator", "task", task))
        .withResult()
        .requestTimeout(Duration.ofMinutes(3))
        .send()
        .join()
        .getVariablesAsMap();
  }
}
