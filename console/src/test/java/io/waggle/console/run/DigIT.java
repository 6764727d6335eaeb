package io.waggle.console.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.TakenDecision;
import io.waggle.console.Chromium;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One run of a family of agents, from its start to a fork of it, by nothing but clicks. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DigIT {
  private static final String RUN = "dig-1";
  private static final Dig.Site SITE = new Dig.Site();

  private static TestBed bed;
  private static Chromium browser;
  private static Page page;

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(Dig.agents(SITE)).withProperty("waggle.console.name", "Ada"));
    bed.play(Dig.screenplay());
    browser = Chromium.before(bed);
    page = browser.open("/runs");
  }

  @AfterAll
  static void close() {
    browser.close();
    bed.close();
  }

  @BeforeEach
  void look() {
    page.navigate(browser.address("/runs"));
  }

  private static Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator with(String selector, String text) {
    return page.locator(selector, new Page.LocatorOptions().setHasText(text));
  }

  private static Locator standing() {
    return page.locator(".standing .lead");
  }

  private static void see(String path) {
    page.navigate(browser.address("/runs/" + RUN + path));
  }

  /** From the page of the run to the only question at which it waits. */
  private static void goAndDecide(String todo) {
    see("");
    assertThat(page.locator(".todo")).hasCount(1);
    assertThat(page.locator(".todo .title")).containsText(todo);
    browser.check(page);
    with(".todo a", "Look and decide").click();
    assertThat(page.locator("h1")).containsText(todo);
    browser.check(page);
  }

  private static void choose(String choice) {
    with("label.choice", choice).first().click();
  }

  private static void decide(String action) {
    button("Decide").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Decided: " + action);
  }

  @Test
  @Order(1)
  void shouldStartTheRunAndSendItsPlanBack() {
    with("a.button", "Start a run").first().click();
    page.getByLabel("Agent").selectOption(Dig.LEAD);
    page.getByLabel("Task").fill("Modernize the old billing program");
    page.getByLabel("Name").fill(RUN);
    button("Start").click();
    assertThat(page.locator("h1")).hasText("Modernize the old billing program");

    goAndDecide("approve the plan");
    choose("Send it back");
    page.getByLabel("Why not, or what should be different?").fill("Rewrite it as well.");
    decide("change");
    goAndDecide("approve the plan");
    see("");
    assertThat(with(".plan-head", "Plan, revision 2")).hasCount(1);
    assertThat(with(".plan .gate", "Ada sent back the plan")).containsText("Rewrite it as well.");
    assertThat(page.locator(".plan .step")).containsText(new String[] {"Survey", "Survey", "Rewr"});
  }

  @Test
  @Order(3)
  void shouldApproveThePlanAndRetryTheIncident() {
    goAndDecide("approve the plan");
    choose("Approve");
    decide("approve");
    see("");
    assertThat(page.locator(".todo.bad")).containsText("rejects the key");
    browser.check(page);
    button("Retry").click();
    assertThat(page.locator(".todo.bad")).hasCount(0);
  }

  @Test
  @Order(4)
  void shouldLinkEachOfTwoEqualQuestionsWithItsOwnTask() {
    see("");
    assertThat(page.locator(".todo a.primary")).hasCount(2);
    List<String> tasks =
        page.locator(".todo a.primary").all().stream().map(a -> a.getAttribute("href")).toList();
    assertThat(tasks).doesNotHaveDuplicates();
    page.locator(".todo a.primary").last().click();
    choose("Answer");
    page.getByLabel("Your answer").fill("Dialect of 1998");
    decide("answer");
    see("");
    assertThat(page.locator(".todo a.primary")).hasCount(1);
    assertThat(page.locator(".todo a.primary")).hasAttribute("href", tasks.getFirst());
    see("/steps/p2/s1/t1/c1/p1/s1");
    assertThat(with(".call", "Dialect of 1998")).hasCount(1);
  }

  @Test
  @Order(5)
  void shouldShowWhatWasTriedMoreThanOnce() {
    see("/steps/p2/s1/t1/c1/p1/s1");
    assertThat(with(".call", "read_file")).containsText("2 attempts");
    assertThat(with(".call", "ask_human").last()).containsText("Ada answered the question");
    browser.check(page);
    with(".turn-head a", "Turn 1").click();
    assertThat(with(".facts li", "Attempts")).containsText("2");
    browser.check(page);
  }

  @Test
  @Order(6)
  void shouldCancelTheSubAgentAndUndoWhatItDid() {
    assertThat(SITE.files).containsKey("notes.txt");
    see("");
    page.getByText("its own page").first().click();
    assertThat(page.locator("h1")).hasText("What does Main.java do?");
    page.locator("#cancelling summary").click();
    page.getByLabel("Why?").fill("Too old");
    page.getByLabel("Undo what its tools did").check();
    button("Cancel this run").click();
    assertThat(standing()).containsText("Cancelled");
    assertThat(standing()).containsText("One tool call was undone.");
    browser.check(page);
    assertThat(SITE.files).doesNotContainKey("notes.txt");
    see("/steps/p2/s1/t1/c1/p1/s1");
    assertThat(with(".call", "write_file")).containsText("Undone");
  }

  @Test
  @Order(7)
  void shouldPauseGuideAndLetGoOn() {
    see("");
    assertThat(page.locator(".todo")).hasCount(1);
    button("Pause").click();
    assertThat(button("Let it go on")).isVisible();
    page.locator("#guide summary").click();
    page.getByLabel("What should the agent take into account?").fill("Keep the names.");
    button("Tell it").click();
    assertThat(page.locator(".timeline")).containsText("Keep the names.");
    button("Let it go on").click();
    assertThat(button("Pause")).isVisible();
  }

  @Test
  @Order(8)
  void shouldRejectChangeAndApproveCalls() {
    goAndDecide("approve the call of 'write_file'");
    choose("Reject");
    page.getByLabel("Why not? (optional)").fill("A record, please.");
    decide("reject");
    assertThat(SITE.files).doesNotContainKey("Main.java");
    goAndDecide("approve the call of 'write_file'");
    choose("Change it");
    page.getByLabel("text").fill("record Main() {}");
    decide("edit");
    await().atMost(TestBed.PATIENCE).until(() -> SITE.files.containsKey("Main.java"));
    assertThat(SITE.files).containsEntry("Main.java", "record Main() {}");
    goAndDecide("approve the call of 'write_file'");
    choose("Approve");
    decide("approve");
    await().atMost(TestBed.PATIENCE).until(() -> SITE.files.containsKey("Test.java"));
  }

  @Test
  @Order(9)
  void shouldResolveACallInDoubt() {
    await().atMost(TestBed.PATIENCE).until(() -> !SITE.published.isEmpty());
    goAndDecide("'publish'");
    see("/steps/p2/s2/t1/c1/p1/s1");
    assertThat(with(".call", "publish")).containsText("In doubt");
    assertThat(page.locator(".diagram .el.wait[data-element-id=ResolveInDoubtCall]")).hasCount(1);
    goAndDecide("'publish'");
    assertThat(page.locator("main")).containsText("The register did not answer.");
    choose("It happened");
    page.getByLabel("What was the result? (optional)").fill("Entered as number 7.");
    decide("happened");
    assertThat(SITE.published).hasSize(1);
  }

  @Test
  @Order(10)
  void shouldExtendTheLimitAndSeeTheRunEnd() {
    goAndDecide("limit");
    choose("Let it go on");
    page.getByLabel("How many more turns?").fill("2");
    decide("extend");
    see("");
    assertThat(standing()).containsText("Completed");
    assertThat(page.locator(".result")).containsText("Main.java is modern.");
    assertThat(page.locator(".timeline")).containsText("Ada said that the call of 'publish' had");
    browser.check(page);
    browser.picture(page, "run");
    assertThat(SITE.published).hasSize(1);
    assertThat(bed.client().status(RUN).decisions())
        .extracting(TakenDecision::action)
        .contains(
            Action.CHANGE,
            Action.APPROVE,
            Action.REJECT,
            Action.EDIT,
            Action.HAPPENED,
            Action.EXTEND)
        .contains(Action.ANSWER);
    assertThat(bed.client().status(RUN).decisions()).allMatch(by -> "Ada".equals(by.by()));
  }

  @Test
  @Order(11)
  void shouldForkFromAStepAndCancelTheForkWithoutUndoing() {
    see("/steps/p2/s1");
    with("a", "Fork from here").first().click();
    page.getByLabel("Name of the new run").fill(RUN + "-fork");
    button("Begin the new run").click();
    assertThat(page).hasURL(Pattern.compile(".*/runs/dig-1-fork$"));
    assertThat(page.locator(".todo a.primary")).hasCount(2);
    browser.check(page);
    page.locator("#cancelling summary").click();
    page.getByLabel("Why?").fill("Seen enough");
    button("Cancel this run").click();
    assertThat(standing()).containsText("Cancelled");
    assertThat(standing()).not().containsText("undone");
    assertThat(SITE.files).containsKeys("notes.txt", "Main.java", "Test.java");

    see("");
    with(".forks a", RUN + "-fork").click();
    assertThat(page.locator("#run")).containsText("Forked from another run");
  }
}
