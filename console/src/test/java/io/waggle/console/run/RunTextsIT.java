package io.waggle.console.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Steering;
import io.waggle.console.Chromium;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What others wrote in a run, much of it or hostile, in Chromium. */
class RunTextsIT {
  private static TestBed bed;
  private static Chromium browser;
  private static int number;

  @BeforeAll
  static void open() {
    bed = TestBed.holding(Archive.agents());
    bed.play(Archive.screenplay(45));
    browser = Chromium.before(bed);
  }

  @AfterAll
  static void close() {
    browser.close();
    bed.close();
  }

  private static TestRun start(String agent, String task) {
    return bed.start(Map.of("agent", agent, "task", task, "runId", agent + "-" + ++number));
  }

  /** Opens all that can be opened. */
  private static void assertHarmless(TestRun run, String path) {
    Page page = browser.open("/runs/" + run.id() + path);
    for (Locator details : page.locator("main details:not([open]) > summary").all()) {
      if (details.isVisible()) {
        details.click();
      }
    }
    Assertions.assertThat(page.title()).as(path).isNotEqualTo("owned").endsWith("Waggle");
    assertThat(page.locator("main img, main script, main iframe")).hasCount(0);
    assertThat(page.locator("main a[href*=evil], main a[href^=javascript]")).hasCount(0);
    String text = page.locator("main").innerText();
    Assertions.assertThat(text)
        .as(path)
        .doesNotContain("\u202E", "\u200B")
        .contains("[U+202E]", "${7*7}");
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as(path)
        .isEqualTo(Chromium.WIDTH);
    page.context().close();
  }

  @Test
  void shouldTakeNothingThatOthersWroteForItsOwn() {
    TestRun run = start(Archive.HOSTILE, Archive.HOSTILE_TEXT).awaitEnd();

    for (String path :
        new String[] {
          "",
          "/steps/p1/s1",
          "/jobs/accept",
          "/jobs/p1",
          "/jobs/p1/s1/t1",
          "/jobs/p1/s1/t1/c1/run1",
          "/jobs/p1/s1/t2",
          "/jobs/answer"
        }) {
      assertHarmless(run, path);
    }
  }

  @Test
  void shouldPageThroughManyTurns() {
    TestRun run = start(Archive.TALKER, "Say all").awaitEnd();
    Page page = browser.open("/runs/" + run.id());

    assertThat(page.locator(".turn")).hasCount(5);
    page.getByText("Earlier turns").click();
    assertThat(page.locator(".turn")).hasCount(20);
    assertThat(page.locator(".turn .number").first()).hasText("Turn 21");
    assertThat(page.locator("h1")).hasCount(1);
  }

  @Test
  void shouldSayWhatIsNotThere() {
    for (String path :
        List.of("/runs/nobody", "/runs/nobody/jobs/p1", "/runs/nobody/steps/p1/s1")) {
      Page missing = browser.open(path);
      assertThat(missing.locator("h1")).hasText("Not there");
      browser.check(missing);
      missing.context().close();
    }
  }

  @Test
  void shouldTakeNothingThatPeopleSaidForItsOwn() {
    TestRun run = start(Archive.ORCHESTRATOR, "Modernize");
    bed.person("grace").isAsked(run, GateKind.PLAN);
    bed.client().steer(run.id(), Steering.guide(Archive.HOSTILE_TEXT).saidBy(Archive.HOSTILE_TEXT));
    bed.person("grace")
        .decides(run, GateKind.PLAN, Decision.of(Action.REJECT).because(Archive.HOSTILE_TEXT));
    run.awaitEnd();

    assertHarmless(run, "");
    assertHarmless(run, "/jobs/p1/approve/decided");
    assertHarmless(run, "/jobs/end");
  }
}
