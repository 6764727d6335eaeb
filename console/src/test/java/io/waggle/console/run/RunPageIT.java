package io.waggle.console.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.waggle.bpmn.GateKind;
import io.waggle.console.Chromium;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of a run, of its steps and of its jobs, in Chromium, by clicking. */
class RunPageIT {
  private static final String TASK = "Modernize the old billing program";
  private static final int PHONE = 390;

  private static TestBed bed;
  private static Chromium browser;
  private static int number;

  private Page page;

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(Archive.agents()).withProperty("waggle.console.name", "Ada"));
    bed.play(Archive.screenplay(45));
    browser = Chromium.before(bed);
  }

  @AfterAll
  static void close() {
    browser.close();
    bed.close();
  }

  @AfterEach
  void leave() {
    if (page != null) {
      page.context().close();
    }
  }

  private static TestRun start(String agent, String task) {
    return bed.start(Map.of("agent", agent, "task", task, "runId", agent + "-" + ++number));
  }

  private static TestRun waiting() {
    TestRun run = start(Archive.ORCHESTRATOR, TASK);
    bed.person("grace").approves(run, GateKind.PLAN);
    bed.person("grace").isAsked(run, GateKind.TOOL_CALL);
    return run;
  }

  private static TestRun finished() {
    TestRun run = waiting();
    bed.person("linus").approves(run, GateKind.TOOL_CALL);
    return run.awaitEnd();
  }

  private Page see(String path) {
    page = browser.open(path);
    return page;
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator standing() {
    return page.locator(".standing .lead");
  }

  @Test
  void shouldSayAtAGlanceWhatIsWaitedForAndLeadThere() {
    TestRun run = waiting();

    see("/runs/" + run.id());

    assertThat(page.locator("h1")).hasText(TASK);
    assertThat(standing()).containsText("Waits for a person");
    assertThat(page.locator(".todo")).containsText("approve the call of 'write_file'");
    assertThat(page.locator(".todo")).containsText("maintainers");
    assertThat(page.locator(".diagram .el.wait[data-element-id=WorkOnStep]")).hasCount(1);
    assertThat(page.locator(".turn .call").first()).containsText("ask_writer");
    browser.check(page);
    page.locator(".todo a", new Page.LocatorOptions().setHasText("Look and decide")).click();
    assertThat(page).hasURL(Pattern.compile(".*/console/tasks/[0-9]+"));
    bed.client().terminate(run.id());
  }

  @Test
  void shouldFollowARunThatIsDecidedElsewhere() {
    TestRun run = waiting();
    see("/runs/" + run.id());
    assertThat(standing()).containsText("Waits for a person");

    bed.person("linus").approves(run, GateKind.TOOL_CALL);

    assertThat(standing()).containsText("Completed");
    assertThat(page.locator(".result")).containsText("all 3 tests pass as before");
    assertThat(page.locator(".diagram .el.done[data-element-id=ResultReady]")).hasCount(1);
    assertThat(page.locator(".timeline")).containsText("linus approved the call of 'write_file'");
    assertThat(page.locator("main")).hasCount(1);
  }

  @Test
  void shouldPauseGuideAndLetGoOn() {
    TestRun run = start(Archive.ORCHESTRATOR, TASK);
    bed.person("grace").isAsked(run, GateKind.PLAN);
    see("/runs/" + run.id());

    button("Pause").click();
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("It pauses");
    assertThat(button("Let it go on")).isVisible();
    page.locator("#guide summary").click();
    page.getByLabel("What should the agent take into account?").fill("Keep the names.");
    button("Tell it").click();
    assertThat(page.locator(".timeline")).containsText("Keep the names.");
    button("Let it go on").click();
    assertThat(button("Pause")).isVisible();

    assertThat(page.locator(".timeline li", new Page.LocatorOptions().setHasText("Ada")))
        .hasCount(3);
    bed.client().terminate(run.id());
  }

  @Test
  void shouldKeepWhatIsFilledInWhenThePageIsFetchedAnew() {
    TestRun run = waiting();
    see("/runs/" + run.id());
    page.locator("#cancelling summary").click();
    page.getByLabel("Why?").fill("Not today");
    page.getByLabel("Undo what its tools did").check();
    page.getByLabel("Undo what its tools did").blur();

    page.evaluate(
        "() => { document.getElementById('facts').dataset.before = ''; htmx.trigger('#run', 'refresh'); }");

    assertThat(page.locator("#facts[data-before]")).hasCount(0);
    assertThat(page.getByLabel("Why?")).hasValue("Not today");
    assertThat(page.getByLabel("Undo what its tools did")).isChecked();
    bed.client().terminate(run.id());
  }

  @Test
  void shouldCancelAndUndoWhatWasDone() {
    TestRun run = waiting();
    see("/runs/" + run.id());

    page.locator("#cancelling summary").click();
    page.getByLabel("Why?").fill("Not today");
    page.getByLabel("Undo what its tools did").check();
    button("Cancel this run").click();

    assertThat(standing()).containsText("Cancelled");
    assertThat(page.locator(".result")).containsText("Not today");
    assertThat(page.locator(".diagram .el.off[data-element-id=WorkOnStep]")).hasCount(1);
    assertThat(page.locator("#cancelling")).hasCount(0);
    browser.check(page);
  }

  @Test
  void shouldCancelTheRunOfASubAgentAlone() {
    TestRun run = waiting();
    see("/runs/" + run.id());

    page.getByText("its own page").click();
    assertThat(page.locator("h1")).hasText("Rewrite Main.java as a record with a main method.");
    page.locator("#cancelling summary").click();
    button("Cancel this run").click();
    assertThat(standing()).containsText("Cancelled");
    run.awaitEnd();

    page.navigate(browser.address("/runs/" + run.id()));
    assertThat(standing()).containsText("Completed");
    page.locator(".step summary", new Page.LocatorOptions().setHasText("Rewrite Main.java"))
        .first()
        .click();
    assertThat(page.locator(".call .sub")).containsText("Cancelled");
  }

  @Test
  void shouldRetryWhatStandsStill() {
    TestRun run = start(Archive.UNLUCKY, "Try your luck");
    run.awaitIncident();
    see("/runs/" + run.id());

    assertThat(page.locator(".todo.bad")).containsText("rejects the key");
    assertThat(page.locator(".todo.bad")).containsText("three more attempts");
    assertThat(page.locator(".diagram .el.trouble[data-element-id=WorkOnStep]")).hasCount(1);
    browser.check(page);
    button("Retry").click();

    assertThat(standing()).containsText("Completed");
    assertThat(page.locator(".result")).containsText("It worked at last.");
  }

  @Test
  void shouldForkFromAJobAndCompare() {
    TestRun run = finished();
    see("/runs/" + run.id() + "/jobs/p1/s3/t2");
    browser.check(page);

    page.locator("#forking > summary").click();
    page.getByLabel("Name of the new run").fill(run.id() + "-fork");
    page.getByLabel("The model is to have answered").fill("Otherwise done.");
    button("Begin the new run").click();

    assertThat(page).hasURL(Pattern.compile(".*/runs/" + run.id() + "-fork$"));
    assertThat(page.locator("#run")).containsText("Forked from another run");
    assertThat(page.locator(".step").last()).containsText("Otherwise done.");
    browser.check(page);
    page.navigate(browser.address("/runs/" + run.id() + "-fork/jobs/p1/s3/t2"));
    page.getByLabel("Name of the other run").fill(run.id());
    button("Compare").click();
    assertThat(page.locator(".difference .minus")).containsText("Otherwise done.");
    assertThat(page.locator(".difference .plus")).containsText("Done: Main.java is modern");
    browser.check(page);
  }

  @Test
  void shouldShowAllOfItWithoutScripts() {
    TestRun run = finished();
    page = browser.open("/runs/" + run.id(), false, ColorScheme.DARK, PHONE);

    assertThat(standing()).containsText("Completed");
    page.locator(".step").last().locator("summary").click();
    page.getByText("Show its 2 turns").last().click();
    assertThat(page.locator(".turn")).hasCount(2);
    page.locator(".turn-head a").first().click();
    assertThat(page.locator("h1")).hasText("Turn 1");
    assertThat(page.locator("#text-answered")).containsText("Both results agree");
    page.locator(".crumbs a").nth(1).click();
    assertThat(page.locator("h1")).hasText(TASK);
  }

  @Test
  void shouldBeAccessibleInTheDarkAndOnAPhone() {
    TestRun run = finished();
    page = browser.open("/runs/" + run.id(), true, ColorScheme.DARK, PHONE);
    assertThat(page.locator(".diagram .el.done[data-element-id=ResultReady]")).hasCount(1);

    browser.check(page);
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
    page.navigate(browser.address("/runs/" + run.id() + "/steps/p1/s3"));
    browser.check(page);
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
  }
}
