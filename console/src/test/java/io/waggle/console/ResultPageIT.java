package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Models;
import io.waggle.client.RunRequest;
import io.waggle.llm.ToolDeclaration;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.ProcessCall;
import io.waggle.tool.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agents and models give to processes, on the page of its run. */
class ResultPageIT {
  private static final String TYPED = "typed";
  private static final String UNLUCKY = "unlucky";
  private static final String WEIGHER = "weigher";

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
                    .build(),
                Agent.named(WEIGHER)
                    .model("play:" + WEIGHER)
                    .instructions("You weigh.")
                    .planning(Planning.NEVER)
                    .tools(weigh())
                    .build(),
                Agent.named(UNLUCKY)
                    .description("Has no key")
                    .model("play:" + UNLUCKY)
                    .instructions("You find nothing out.")
                    .build()));
    bed.play(
        Screenplay.role(TYPED)
            .otherwise(
                "{\"customer\": \"Ada <b>L.</b>\", \"jars\": 3, \"kinds\": [\"Lime\", \"Heather\"]}")
            .role(WEIGHER)
            .on(When.turn(0))
            .reply(Reply.call("weigh", Map.of("jar", 1)).andCall("weigh", Map.of("jar", 2)))
            .otherwise("Weighed.")
            .role(UNLUCKY)
            .on(When.ALWAYS)
            .fault(Fault.status(401).times(10_000))
            .reply("Never.")
            .build());
    browser = Chromium.before(bed);
    // Before the tests, for nobody is missed at once.
    bed.client().start(RunRequest.of("nobody", "Anyone?").id("lonely-1"));
    bed.client().start("nobody", "Anyone else?");
  }

  private static ToolDefinition weigh() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
    parameters.putObject("properties").putObject("jar").put("type", "integer");
    parameters.put("additionalProperties", false);
    return new ToolDefinition(
        new ToolDeclaration("weigh", "Weighs a jar.", parameters),
        Effect.READ,
        Duration.ofMinutes(1),
        ProcessCall.of("weigh"));
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
    deployCall(TYPED, "lone-1");
    bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId("lone-1")
        .latestVersion()
        .withResult()
        .requestTimeout(TestBed.PATIENCE)
        .send()
        .join();

    Page page = see("lone-1");
    assertThat(page.locator("h1")).hasText("An LLM call of a process");
    assertThat(page.locator(".result")).containsText("Heather");
    assertThat(page.locator(".diagram")).hasCount(0);
    browser.check(page);
  }

  @Test
  void shouldSayWhichProcessCalledARun() {
    var process =
        Bpmn.createExecutableProcess("invoices")
            .startEvent()
            .callActivity("Ask")
            .zeebeProcessId(Models.AGENT)
            .zeebeInputExpression("\"%s\"".formatted(TYPED), "agent")
            .zeebeInputExpression("\"Who was it?\"", "task")
            .zeebeInputExpression("\"called-1\"", "runId")
            .endEvent()
            .done();
    bed.camunda().newDeployResourceCommand().addProcessModel(process, "i.bpmn").send().join();
    long key =
        bed.camunda()
            .newCreateInstanceCommand()
            .bpmnProcessId("invoices")
            .latestVersion()
            .withResult()
            .requestTimeout(TestBed.PATIENCE)
            .send()
            .join()
            .getProcessInstanceKey();

    Page page = see("called-1");
    assertThat(page.locator(".byline"))
        .hasText(
            "Run of the agent %s, called by the process invoices, instance %d"
                .formatted(TYPED, key));
    browser.check(page);
    browser.picture(page, "called");
    assertThat(browser.open("/runs").locator("main")).not().containsText("invoices");
  }

  @Test
  void shouldShowWhatAProcessAnsweredThatIsATool() {
    var process =
        Bpmn.createExecutableProcess("weigh")
            .startEvent()
            .scriptTask("Weigh")
            .zeebeExpression("if jar = 1 then {grams: 500} else null")
            .zeebeResultVariable("result")
            .scriptTask("Complain")
            .zeebeExpression("if jar = 1 then null else \"There is no such jar.\"")
            .zeebeResultVariable("toolError")
            .endEvent()
            .done();
    bed.camunda().newDeployResourceCommand().addProcessModel(process, "w.bpmn").send().join();
    TestRun unused = bed.start(RunRequest.of(WEIGHER, "Weigh them").id("weighed-1"));
    unused.awaitEnd();

    Page page = see("weighed-1");
    assertThat(page.locator(".call.done")).containsText("\"grams\" : 500");
    assertThat(page.locator(".call.trouble")).containsText("There is no such jar.");
    assertThat(page.locator("main")).not().containsText("resultRef");
    assertThat(browser.open("/agents/" + WEIGHER).locator("main"))
        .containsText("the process weigh");
  }

  @Test
  void shouldListAgentsThatRunsWaitForAndNobodyHolds() {
    Page page =
        await()
            .atMost(TestBed.PATIENCE)
            .until(() -> browser.open("/agents"), shown -> shown.locator("#missing").count() == 1);

    Locator row = page.locator("#missing tbody tr");
    assertThat(row).hasCount(1);
    assertThat(row.locator("td").nth(0)).hasText("nobody");
    assertThat(row.locator("td").nth(1)).hasText("2");
    browser.check(page);
    browser.picture(page, "missing");
    page.locator("#missing a").getByText("lonely-1").click();
    assertThat(page.locator("h1")).hasText("Anyone?");
  }

  /** A process that has one call of an agent, of the same name. */
  private static void deployCall(String agent, String name) {
    var process =
        Bpmn.createExecutableProcess(name)
            .startEvent()
            .serviceTask("Ask")
            .zeebeJobType(agent + ".answer")
            .zeebeInputExpression(
                "{prompt: \"Who was it?\", name: \"%s\"}".formatted(name), "llmCall")
            .endEvent()
            .done();
    bed.camunda().newDeployResourceCommand().addProcessModel(process, name + ".bpmn").send().join();
  }

  @Test
  void shouldSayWhereAnLlmCallStandsWhoseProcessStandsStillOrWasCancelled() {
    deployCall(UNLUCKY, "lone-2");
    long key =
        bed.camunda()
            .newCreateInstanceCommand()
            .bpmnProcessId("lone-2")
            .latestVersion()
            .send()
            .join()
            .getProcessInstanceKey();
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () -> bed.client().states().of(Set.of(key)),
            found -> found.get(key) != null && found.get(key).incident());

    for (String query : List.of("agent=" + UNLUCKY, "state=incident")) {
      assertThat(browser.open("/runs?" + query).locator("#runs .badge.trouble"))
          .hasText("incident");
    }
    assertThat(see("lone-2").locator(".standing")).containsText("It cannot go on before somebody");

    bed.camunda().newCancelInstanceCommand(key).send().join();
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () -> bed.client().states().of(Set.of(key)),
            found -> found.get(key) != null && found.get(key).state().ended());

    assertThat(browser.open("/runs?agent=" + UNLUCKY).locator("#runs .badge.off"))
        .hasText("terminated");
    Page page = see("lone-2");
    assertThat(page.locator(".standing .lead")).containsText("Terminated");
    browser.check(page);
  }
}
