package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.RunRequest;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs, tasks and agents, by clicking. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {
  private static final String HOSTILE =
      "Order honey <script>document.title='owned'</script><img src=x onerror=alert(1)> \u202Eevil\u202C http://evil.example";

  private static TestBed bed;
  private static Chromium chromium;
  private static String console = "";

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(Shop.agents()).withProperty("waggle.console.name", "Ada"));
    bed.play(Shop.screenplay());
    console = ConsoleAddress.of(bed);
    chromium = Chromium.before(bed);
  }

  @AfterAll
  static void close() {
    chromium.close();
    bed.close();
  }

  private static TestRun start(String agent, String name, String task) {
    return bed.start(RunRequest.of(agent, task).id(name));
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
  }

  private static void choose(Page page, String label) {
    page.locator("label.choice", new Page.LocatorOptions().setHasText(label)).first().click();
  }

  private static TakenDecision decision(TestRun run) {
    return bed.client().status(run.id()).decisions().getLast();
  }

  @Test
  @Order(1)
  void shouldStartARunByAForm() {
    Page page = chromium.desk();
    page.navigate(console);
    assertThat(page.getByText("No runs yet")).isVisible();
    chromium.check(page);

    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Start a run")).click();
    page.getByLabel("Agent").selectOption(Shop.CLERK);
    page.getByLabel("Task").fill("Refund order 4711: all three jars were broken");
    page.getByLabel("Input").fill("{not json");
    page.getByLabel("Name").fill("refund-4711");
    press(page, "Start");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The input is not JSON");
    assertThat(page.getByLabel("Task")).hasValue("Refund order 4711: all three jars were broken");
    chromium.check(page);

    page.getByLabel("Input").fill("{\"order\": 4711}");
    press(page, "Start");
    page.waitForURL(console + "/runs/refund-4711");
    page.navigate(console + "/runs");
    assertThat(page.locator("#runs .badge.wait")).isVisible();
    assertThat(page.locator("#runs")).containsText("for anybody: approve the call of 'refund'");
  }

  @Test
  @Order(2)
  void shouldFollowRunsWithoutBeingReloaded() {
    Page page = chromium.desk();
    page.navigate(console + "/runs");
    assertThat(page.locator("#runs")).containsText("refund-4711");

    start(Shop.PLANNER, "week-48", "Plan the week of the store");
    start(Shop.CURIOUS, "honey-1", "Order honey for the winter");
    start(Shop.SLOW, "stock-taking", "Look all orders up");

    assertThat(page.locator("#runs .badge.wait")).hasCount(4);
    assertThat(page).hasTitle("Runs · Waggle");
    chromium.check(page);
  }

  @Test
  @Order(3)
  void shouldFindRuns() {
    Page page = chromium.desk();
    page.navigate(console + "/runs");
    page.getByLabel("Name or task").fill("JARS WERE");
    press(page, "Show");
    assertThat(page.locator("#runs tbody tr")).hasCount(1);
    page.getByLabel("Name or task").fill("100%_nothing");
    press(page, "Show");
    assertThat(page.getByText("No such runs")).isVisible();
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Show all")).click();
    page.getByLabel("Agent").selectOption(Shop.PLANNER);
    page.getByLabel("State").selectOption("waiting");
    press(page, "Show");
    assertThat(page.locator("#runs tbody tr")).hasCount(1);
    assertThat(page.locator("#runs")).containsText("for planning: approve the plan");
  }

  @Test
  @Order(4)
  void shouldFitAPhone() {
    Page page = chromium.phone();
    for (String path : new String[] {"/runs", "/tasks", "/agents", "/agents/clerk", "/start"}) {
      page.navigate(console + path);
      chromium.check(page);
    }
    page.navigate(console + "/runs");
    chromium.picture(page, "runs-phone");
  }

  @Test
  @Order(5)
  void shouldApproveACallWithOtherValues() {
    Page page = chromium.desk();
    page.navigate(console + "/tasks?run=refund-4711");
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("approve the call of 'refund'"))
        .click();
    assertThat(page.getByText("Why the agent wants it")).isVisible();
    assertThat(page.getByLabel("cents")).not().isVisible();
    chromium.check(page);
    chromium.picture(page, "task");

    choose(page, "Change it");
    page.getByLabel("cents").fill("a lot");
    press(page, "Decide");
    assertThat(page.getByText("The changed arguments do not fit").first()).isVisible();
    assertThat(page.getByLabel("cents")).hasValue("a lot");
    chromium.check(page);

    page.getByLabel("cents").fill("1200");
    press(page, "Decide");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Decided: edit");
    TestRun run = start(Shop.CLERK, "refund-4711", "Refund order 4711: all three jars were broken");
    assertThat(bed.client().await(run.id(), TestBed.PATIENCE).outcome())
        .isEqualTo(Outcome.COMPLETED);
    assertThat(bed.model().requests())
        .anyMatch(
            asked ->
                asked.toString().contains("paid 1200 for 4711: We are sorry for the broken jars."));
    assertThat(bed.model().requests()).noneMatch(asked -> asked.toString().contains("\\r"));
  }

  @Test
  @Order(6)
  void shouldAnswerAQuestion() {
    Page page = chromium.desk();
    page.navigate(console + "/tasks?run=honey-1");
    page.locator("#tasks a.main").click();
    assertThat(page.getByText("Which honey should I order?")).isVisible();
    choose(page, "Answer");
    choose(page, "Heather");
    press(page, "Decide");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Decided: answer");
    bed.client().await("honey-1", TestBed.PATIENCE);
    assertThat(bed.client().status("honey-1").decisions())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.by()).isEqualTo("Ada");
              assertThat(taken.text()).contains("Heather");
            });
  }

  @Test
  @Order(7)
  void shouldSendAPlanBackAndThenChangeItsSteps() {
    Page page = chromium.desk();
    page.navigate(console + "/tasks?run=week-48");
    page.locator("#tasks a.main").click();
    choose(page, "Change the steps");
    page.getByLabel("In a few words").first().fill("Count everything");
    page.getByLabel("Leave this step out").nth(1).check();
    chromium.check(page);
    press(page, "Decide");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Decided: edit");
    bed.client().await("week-48", TestBed.PATIENCE);
    assertThat(bed.client().status("week-48").steps())
        .singleElement()
        .satisfies(step -> assertThat(step.title()).isEqualTo("Count everything"));
  }

  @Test
  @Order(8)
  void shouldExtendALimitWithoutScripts() {
    Page page = chromium.withoutScripts();
    page.navigate(console + "/tasks?run=stock-taking&wait=true");
    page.locator("#tasks a.main").click();
    String question = page.url();
    choose(page, "Let it go on");
    page.getByLabel("How many more turns?").fill("3");
    press(page, "Decide");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Decided: extend");
    page.navigate(question);
    assertThat(page.locator("h1")).hasText("Answered already");
    page.navigate(console + "/tasks?run=stock-taking&wait=true");
    assertThat(page.locator("#tasks")).containsText("Nothing waits for anybody");
    bed.client().await("stock-taking", TestBed.PATIENCE);
    assertThat(bed.client().status("stock-taking").decisions().getLast().action())
        .isEqualTo(Action.EXTEND);
  }

  @Test
  @Order(9)
  void shouldShowAgentsWithTheirToolsAndGates() {
    Page page = chromium.desk();
    page.navigate(console + "/agents");
    chromium.check(page);
    chromium.picture(page, "agents");
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("clerk").setExact(true))
        .first()
        .click();
    assertThat(page.locator("main")).containsText("calls of refund");
    page.getByText("Arguments").last().click();
    assertThat(page.getByText("how much, in cents")).isVisible();
    chromium.check(page);
  }

  @Test
  @Order(10)
  void shouldRejectWithAReasonAndShowAllOutcomes() {
    TestRun run = start(Shop.CLERK, "refund-4712", "Refund order 4712");
    bed.awaitActivated("ApproveToolCall");
    Page page = chromium.desk();
    page.navigate(console + "/tasks?run=refund-4712");
    page.locator("#tasks a.main").click();
    choose(page, "Reject");
    page.getByLabel("Why not? (optional)").fill("They were not broken.");
    press(page, "Decide");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Decided: reject");
    bed.client().await("refund-4712", TestBed.PATIENCE);
    assertThat(decision(run).reason()).isEqualTo("They were not broken.");

    page.navigate(console + "/runs?state=completed");
    assertThat(page.locator("#runs .badge.done")).hasCount(5);
    start(Shop.PLANNER, "week-49", "Plan the week before Advent");
    page.navigate(console + "/runs");
    assertThat(page.locator("#runs .badge.wait")).isVisible();
    chromium.picture(page, "runs");
  }

  @Test
  @Order(11)
  void shouldShowHostileTextsAsTexts() {
    start(Shop.CURIOUS, "honey-2", HOSTILE);
    start(Shop.CURIOUS, "honey-3", "a".repeat(90_000));
    Page page = chromium.desk();
    page.navigate(console + "/runs?agent=" + Shop.CURIOUS);
    assertThat(page.locator("#runs .badge.wait")).hasCount(2);
    assertThat(page).hasTitle("Runs · Waggle");
    assertThat(page.locator("#runs")).containsText("[U+202E]evil[U+202C]");
    assertThat(page.locator("#runs img, #runs script, #runs a[href*='//evil']")).hasCount(0);
    chromium.check(page);

    page.navigate(console + "/tasks?run=honey-2");
    page.locator("#tasks a.main").click();
    assertThat(page.locator("main")).containsText("<script>document.title='owned'</script>");
    assertThat(page.locator("main img, main script, main a[href*='//evil']")).hasCount(0);
    chromium.check(page);
  }
}
