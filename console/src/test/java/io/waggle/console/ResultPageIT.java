package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agents and models give to processes, on the page of its run. */
class ResultPageIT {
  private static final String TYPED = "typed";

  private static TestBed bed;
  private static Chromium browser;

  /** What an agent finds out. */
  record Finding(String customer, int jars, List<String> kinds) {}

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                Agent.named(TYPED)
                    .description("Finds something out")
                    .model("play:" + TYPED)
                    .instructions("You find out.")
                    .planning(Planning.NEVER)
                    .result(Finding.class)
                    .build()));
    bed.play(
        Screenplay.role(TYPED)
            .otherwise(
                "{\"customer\": \"Ada <b>L.</b>\", \"jars\": 3, \"kinds\": [\"Lime\", \"Heather\"]}")
            .build());
    browser = Chromium.before(bed);
  }

  @AfterAll
  static void close() {
    browser.close();
    bed.close();
  }

  private static Page see(String path) {
    return browser.open("/runs/" + path);
  }

  @Test
  void shouldShowAResultWithATypeMemberByMember() {
    TestRun unused = bed.start(RunRequest.of(TYPED, "Task of typed-1").id("typed-1"));

    Page page = see("typed-1");
    Locator members = page.locator(".result dl.values");
    assertThat(members.locator("dt")).hasText(new String[] {"customer", "jars", "kinds"});
    assertThat(members.locator("dd").first()).hasText("Ada <b>L.</b>");
    assertThat(members.locator("dd").last()).containsText("Heather");
    browser.check(page);
    browser.picture(page, "typed");
  }

  @Test
  void shouldShowAnLlmCallOfAProcessWithoutADiagramOfARun() {
    var process =
        Bpmn.createExecutableProcess("lone")
            .startEvent()
            .serviceTask("Ask")
            .zeebeJobType(TYPED + ".answer")
            .zeebeInputExpression("{prompt: \"Who was it?\", name: \"lone-1\"}", "llmCall")
            .endEvent()
            .done();
    bed.camunda().newDeployResourceCommand().addProcessModel(process, "lone.bpmn").send().join();
    bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId("lone")
        .latestVersion()
        .withResult()
        .send()
        .join();

    Page page = see("lone-1");
    assertThat(page.locator("h1")).hasText("An LLM call of a process");
    assertThat(page.locator(".result")).containsText("Heather");
    assertThat(page.locator(".diagram")).hasCount(0);
    browser.check(page);
  }
}
