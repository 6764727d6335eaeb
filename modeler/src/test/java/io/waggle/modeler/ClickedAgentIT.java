package io.waggle.modeler;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.journal.RunList;
import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;

/**
 * From an empty diagram to a run in the console: with the mouse on Camunda Modeler's own canvas, on
 * the embedded engine, with a worker and a scripted model. Pictures of each stage are kept.
 */
@ExtendWith(InChromium.class)
class ClickedAgentIT {
  private static final Path PICTURES = Repository.TARGET.resolve("screenshots");
  private static final String TASK = "Find three facts about bees";
  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed = TestBed.holding(List.of(agent("researcher"), agent("clerk")));
  }

  private static Agent agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER)
        .build();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static long run(Path process, String id, Map<String, Object> variables) {
    bed.camunda().newDeployResourceCommand().addResourceFile(process.toString()).send().join();
    long instance =
        bed.camunda()
            .newCreateInstanceCommand()
            .bpmnProcessId(id)
            .latestVersion()
            .variables(variables)
            .send()
            .join()
            .getProcessInstanceKey();
    await().atMost(TestBed.PATIENCE).until(() -> bed.records().hasEnded(instance));
    return instance;
  }

  private static Page console(Chromium chromium, String path) {
    Page page = chromium.desk();
    page.navigate(
        "http://127.0.0.1:%s/console%s"
            .formatted(bed.bean(Environment.class).getProperty("local.server.port"), path));
    return page;
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  @Test
  void shouldRunWhatAPersonClickedTogether(Chromium chromium) throws IOException {
    Files.createDirectories(PICTURES);
    Path clicked = Repository.TARGET.resolve("clicked.bpmn");
    var drawn =
        NodeTools.run(
            "click-template.mjs", Repository.TEMPLATE, "researcher", TASK, clicked, PICTURES);
    assertThat(drawn.findings()).as(drawn.errors()).isEmpty();
    assertThat(drawn.exitCode()).as(drawn.errors()).isZero();
    bed.play(Screenplay.role("researcher").otherwise("They dance.").build());

    long instance = run(clicked, "clicked", Map.of());

    assertThat(bed.records().lastValue(instance, "agentResult").orElseThrow())
        .contains("They dance.", "completed");
    Page page = console(chromium, "/runs");
    page.getByText(TASK).first().click();
    assertThat(page.locator("body")).containsText("They dance.");
    picture(page, "console-run");
  }

  @Test
  void shouldShowACallOfAModelInTheConsole(Chromium chromium) throws IOException {
    Files.createDirectories(PICTURES);
    bed.play(Screenplay.role("clerk").otherwise("{\"urgent\": true}").build());
    Path process = Repository.applied(Repository.TEMPLATE.resolveSibling("waggle-llm-call.json"));

    run(process, "ask-an-llm", Map.of("letter", "Hurry.", "customer", Map.of("name", "Ada")));

    String name =
        bed.bean(RunList.class).older(RunList.Wanted.ALL, Long.MAX_VALUE, 1).getFirst().id();
    Page page = console(chromium, "/runs/" + name);
    assertThat(page.locator("body")).containsText("urgent");
    picture(page, "console-call");
  }
}
