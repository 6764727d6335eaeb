package io.waggle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Steering;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that would be something else than texts, in every field that reaches a page. */
class HostileIT {
  private static final String AGENT = "mallory";
  private static final String RUN = "hostile-1";

  /** Markup, links, characters that turn the order of what is seen, control characters. */
  private static final String TEXT =
      "<script>owned=1</script><img src=x onerror=owned=1><svg onload=owned=1> \"onmouseover=\"owned=1 [a](javascript:owned=1) javascript:owned=1 https://evil.example/ \u202Egnp.exe\u202C \u2066x\u2069 \u200B \u0001\u001B[31m ${7*7} ";

  private static final String NAMED = "[U+202E]gnp.exe[U+202C]";

  /** A line without an end. */
  private static final String LINE = TEXT + "x".repeat(1_000_000);

  private static TestBed bed;
  private static Chromium browser;

  /** What the agent does. */
  static final class Mouth {
    @Tool(description = TEXT, effect = Effect.READ)
    String shout(@Param(TEXT) String file) {
      return LINE;
    }

    @Tool(description = TEXT, effect = Effect.READ)
    String fail(@Param("what") String what) {
      throw new IllegalStateException(TEXT + what);
    }
  }

  @BeforeAll
  static void open() {
    Agent agent =
        Agent.named(AGENT)
            .description(TEXT)
            .model("play:" + AGENT)
            .instructions(TEXT)
            .planning(Planning.NEVER)
            .tools(new Mouth())
            .approveTools("shout")
            .askHuman()
            .build();
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(agent))
                .withProperty("waggle.console.name", TEXT.replace("${", "{")));
    String played = TEXT.replace("${", "$${");
    bed.play(
        Screenplay.role(AGENT)
            .on(When.turn(0))
            .reply(Reply.call("shout", Map.of("file", played)).withText(played))
            .on(When.turn(1))
            .reply(Reply.call("fail", Map.of("what", played)).andCall(played, Map.of("a", played)))
            .on(When.turn(2))
            .reply(
                Reply.call(
                    "ask_human",
                    Map.of("question", played, "context", played, "choices", List.of(played, "b"))))
            .otherwise(played)
            .build());
    browser = Chromium.before(bed);
  }

  @AfterAll
  static void close() {
    browser.close();
    bed.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Opens all that can be opened, at a desk and on a phone. */
  private static void assertHarmless(String path, boolean names) {
    for (int width : new int[] {Chromium.WIDTH, Chromium.PHONE}) {
      Page page = browser.open(path, true, ColorScheme.LIGHT, width);
      for (Locator details : page.locator("main details:not([open]) > summary").all()) {
        if (details.isVisible()) {
          details.click();
        }
      }
      assertThat(page.evaluate("typeof owned")).as(path).isEqualTo("undefined");
      assertThat(page.locator("main img, main script, main iframe, main [onload]").count())
          .as(path)
          .isZero();
      assertThat(page.locator("a[href*='evil'], a[href^='javascript'], [onmouseover]").count())
          .as(path)
          .isZero();
      String text = page.locator("body").innerText() + page.title();
      assertThat(text.codePoints().filter(HostileIT::isUnseen).count()).as(path).isZero();
      if (names) {
        assertThat(text).as(path).contains(NAMED);
      }
      assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
          .as("%s at %d", path, width)
          .isLessThanOrEqualTo(width);
      page.context().close();
    }
  }

  private static boolean isUnseen(int c) {
    return (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  @Test
  void shouldShowTextsOfModelsToolsAndPeopleAsTexts() {
    TestRun run = bed.start(RunRequest.of(AGENT, LINE.substring(0, 190_000)).id(RUN));
    bed.person("ada").isAsked(run, GateKind.TOOL_CALL);
    bed.client().steer(RUN, Steering.guide(TEXT).saidBy(TEXT));
    List<String> pages =
        new ArrayList<>(List.of("/runs", "/runs/" + RUN, "/tasks", "/agents", "/agents/" + AGENT));
    pages.add(task());
    pages.forEach(path -> assertHarmless(path, true));

    bed.person("ada").decides(run, GateKind.TOOL_CALL, Decision.of(Action.APPROVE));
    bed.person("ada").isAsked(run, GateKind.QUESTION);
    assertHarmless("/runs/" + RUN, true);
    assertHarmless(task(), true);
    bed.person("ada").decides(run, GateKind.QUESTION, Decision.of(Action.ANSWER).withAnswer(TEXT));
    run.awaitEnd();
    for (String path :
        List.of(
            "",
            "/steps/p1/s1",
            "/jobs/accept",
            "/jobs/p1/s1/t1",
            "/jobs/p1/s1/t1/c1/run1",
            "/jobs/p1/s1/t2",
            "/jobs/p1/s1/t2/c1/run1",
            "/jobs/p1/s1/t3/c1/ask/decided",
            "/jobs/answer")) {
      assertHarmless("/runs/" + RUN + path, true);
    }
  }

  private static String task() {
    Page page = browser.open("/tasks?run=" + RUN);
    page.locator("#tasks a.main").click();
    String path = page.url().replaceAll(".*/console", "");
    page.context().close();
    return path;
  }

  @Test
  void shouldShowTextsOfAddressesAsTexts() {
    String hostile = encoded(TEXT.replace("/", ""));
    assertHarmless("/runs/" + hostile, false);
    assertHarmless("/agents/" + hostile, true);
    assertHarmless("/runs/nobody?at=" + hostile, true);
    assertHarmless("/runs/nobody?again=" + hostile, false);
    assertHarmless("/runs?q=" + hostile + "&agent=" + hostile + "&state=" + hostile, false);
    assertHarmless("/tasks?group=" + hostile, false);
    assertHarmless("/tasks?run=" + hostile, true);
    assertHarmless("/start?agent=" + hostile + "&task=" + hostile + "&name=" + hostile, true);
    assertHarmless("/login?failed=" + hostile, false);
    assertHarmless("/" + hostile, false);
  }
}
