package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Limits;
import io.waggle.client.ForkRequest;
import io.waggle.client.GateTask;
import io.waggle.client.RunRequest;
import io.waggle.client.TaskFilter;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where runs stand that neither go on nor have ended by themselves. */
class StandingIT {
  private static final String LEAD = "lead";
  private static final String CURIOUS = "curious";
  private static final String THRIFTY = "thrifty";
  private static final String UNLUCKY = "unlucky";
  private static final String PATIENT = "patient";

  /** More than fit a part of the list. */
  private static final int INCIDENTS = 53;

  private static TestBed bed;
  private static Chromium browser;

  /** What an agent does. */
  static final class Shelf {
    @Tool(description = "Counts what is there.", effect = Effect.READ)
    String count() {
      return "three";
    }
  }

  private static Agent agent(String name, Limits limits) {
    return Agent.named(name)
        .description("An agent of this test")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER)
        .tools(new Shelf())
        .askHuman()
        .extendLimits()
        .limits(limits)
        .build();
  }

  @BeforeAll
  static void open() {
    Agent lead =
        Agent.named(LEAD)
            .description("Asks others")
            .model("play:" + LEAD)
            .instructions("You lead.")
            .planning(Planning.NEVER)
            .subAgents(CURIOUS)
            .askHuman()
            .build();
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        lead,
                        agent(CURIOUS, Limits.NONE),
                        agent(THRIFTY, Limits.NONE.withToolCalls(1)),
                        agent(UNLUCKY, Limits.NONE),
                        agent(PATIENT, Limits.NONE)))
                .withProperty("waggle.console.name", "Ada"));
    bed.play(screenplay());
    browser = Chromium.before(bed);
  }

  private static Screenplay screenplay() {
    Reply question = Reply.call("ask_human", Map.of("question", "Which one?"));
    return Screenplay.role(LEAD)
        .on(When.turn(0))
        .reply(Reply.call("ask_" + CURIOUS, Map.of("task", "Find out")))
        .on(When.turn(1))
        .reply(question)
        .otherwise("Led.")
        .role(CURIOUS)
        .on(When.turn(0))
        .reply(question)
        .otherwise("Known.")
        .role(THRIFTY)
        .on(When.turn(0))
        .reply(Reply.call("count", Map.of()))
        .otherwise("Counted.")
        .role(UNLUCKY)
        .on(When.ALWAYS)
        .fault(Fault.status(401).times(10_000))
        .reply("Never.")
        .role(PATIENT)
        .on(When.ALWAYS)
        .fault(Fault.status(429).retryAfter(Duration.ofMinutes(10)))
        .reply("At last.")
        .build();
  }

  @AfterAll
  static void close() {
    browser.close();
    bed.close();
  }

  private static void start(String agent, String name) {
    TestRun unused = bed.start(RunRequest.of(agent, "Task of " + name).id(name));
  }

  private static Page see(String path) {
    return browser.open("/runs/" + path);
  }

  @Test
  void shouldSayWhyARunDoesNotGoOnWithoutAnIncident() {
    start("nobody", "unserved");

    Page page = see("unserved");

    assertThat(page.locator(".standing .notice")).containsText("No worker serves agent 'nobody'");
    browser.check(page);
  }

  @Test
  void shouldShowWhatIsUsedOfLimits() {
    start(THRIFTY, "thrifty-1");
    Page page = see("thrifty-1");
    assertThat(page.locator(".todo a.primary")).isVisible();
    assertThat(page.locator("#limits summary")).hasText("Limits: 100% of tool calls used");
    assertThat(row(page, "Tool calls")).containsText("1 of 1");
    assertThat(row(page, "Tokens")).containsText("of 20,000,000");
    assertThat(row(page, "Sub-agents")).containsText("0 of 100");
    browser.check(page);

    page.locator(".todo a.primary").click();
    assertThat(page.locator("h2").getByText("What is used of its limits")).isVisible();
    assertThat(row(page, "Tool calls")).containsText("1 of 1");
    browser.check(page);
    browser.picture(page, "limit");
    page.locator("label.choice", new Page.LocatorOptions().setHasText("Let it go on")).click();
    page.getByLabel("How many more tool calls of the run?").fill("3");
    page.getByText("Decide", new Page.GetByTextOptions().setExact(true)).click();
    bed.client().await("thrifty-1", TestBed.PATIENCE);

    Page after = see("thrifty-1");
    after.locator("#limits summary").click();
    assertThat(row(after, "Tool calls")).containsText("1 of 4");
  }

  private static Locator row(Page page, String limit) {
    return page.locator("table.limits tr", new Page.LocatorOptions().setHasText(limit));
  }

  @Test
  void shouldSayThatARunWasTerminatedBehindOurBack() {
    start(CURIOUS, "ended-elsewhere");
    Page page = see("ended-elsewhere");
    assertThat(page.locator(".todo a.primary")).isVisible();

    bed.camunda()
        .newCancelInstanceCommand(bed.client().status("ended-elsewhere").key())
        .send()
        .join();

    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> bed.client().status("ended-elsewhere").state().ended());
    Page anew = see("ended-elsewhere");
    assertThat(anew.locator(".standing .lead")).containsText("Terminated");
    assertThat(anew.locator(".todo")).hasCount(0);
    assertThat(anew.locator(".plan .step .badge.live, .plan .step .badge.wait")).hasCount(0);
    browser.check(anew);
    Page step = see("ended-elsewhere/steps/p1/s1");
    assertThat(step.locator("main > .notice")).containsText("was terminated");
    assertThat(step.locator(".head .badge")).hasText("Stopped");
    browser.check(step);
  }

  @Test
  void shouldTellASubAgentThatWasCancelledFromTheRun() {
    start(LEAD, "lead-1");
    Page page = see("lead-1");
    assertThat(page.locator(".todo a.primary")).hasCount(1);

    bed.client().cancel("lead-1/p1/s1/t1/c1", new Cancellation(true, "Too slow"));

    assertThat(page.locator(".timeline"))
        .containsText("The run of the sub-agent curious was cancelled");
    assertThat(page.locator(".timeline"))
        .containsText("The run of the sub-agent curious was asked to end");
    assertThat(page.locator(".timeline")).containsText("Too slow");
    assertThat(page.locator(".timeline")).not().containsText("The run was asked to end");
    assertThat(page.locator(".standing .lead")).containsText("Waits for a person");
    assertThat(page.locator(".todo a.primary")).hasCount(1);
    browser.check(page);

    bed.client().fork(ForkRequest.of("lead-1", LEAD, "p1/s1/t2").id("lead-1-fork"));
    Page fork = see("lead-1-fork");
    assertThat(fork.locator(".standing .lead")).containsText("Waits for a person");
    assertThat(fork.locator(".todo a.primary")).hasCount(1);
    assertThat(bed.client().tasks(TaskFilter.ALL))
        .filteredOn(task -> task.run().startsWith("lead-1-fork"))
        .as("what was cancelled is not asked again")
        .extracting(GateTask::agent)
        .containsExactly(LEAD);
    browser.check(fork);
    Page list = browser.open("/runs?agent=" + LEAD);
    assertThat(list.locator("#runs .badge.wait")).hasCount(2);
  }

  @Test
  void shouldSayInTheListWhyARunDoesNothingAndUntilWhen() {
    start(PATIENT, "patient-1");

    Page list = browser.open("/runs?agent=" + PATIENT);
    assertThat(list.locator("#runs .badge.pause")).hasText("retries later");
    assertThat(list.locator("#runs tbody tr")).containsText("thinking (step 1, turn 1)");
    assertThat(list.locator("#runs tbody tr")).containsText("cannot answer now (429");
    assertThat(list.locator("#runs tbody td[data-label=Stands] time")).hasCount(1);
    browser.check(list);
    browser.picture(list, "postponed");
  }

  @Test
  void shouldPageThroughMoreIncidentsThanFitAPage() {
    start(UNLUCKY, "unlucky-0");
    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> bed.client().states().withIncident().size() == 1); // the oldest of all
    for (int i = 1; i < INCIDENTS; i++) {
      start(UNLUCKY, "unlucky-" + i);
    }
    await()
        .atMost(TestBed.PATIENCE.multipliedBy(2))
        .until(() -> bed.client().states().withIncident().size() == INCIDENTS);
    Page page = browser.open("/runs?state=incident");
    assertThat(page.locator("#runs .badge.trouble")).hasCount(50);
    assertThat(page.getByText("Newer", new Page.GetByTextOptions().setExact(true))).hasCount(0);
    page.getByText("Older", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#runs .badge.trouble")).hasCount(INCIDENTS - 50);
    assertThat(page.locator("#runs")).containsText("unlucky-0");
    assertThat(page.getByText("Older", new Page.GetByTextOptions().setExact(true))).hasCount(0);
    page.getByText("Newer", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#runs .badge.trouble")).hasCount(50);
    assertThat(page.locator("#runs")).containsText("unlucky-" + (INCIDENTS - 1));
    assertThat(bed.client().states().withIncident()).hasSize(INCIDENTS);
  }
}
