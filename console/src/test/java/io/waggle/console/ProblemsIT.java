package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What people see where a page cannot be made: by an address, by a fault, by what is away. */
class ProblemsIT {
  /** Of a page that is given up on some seconds after it asked in vain, on a busy machine. */
  private static final Duration QUICK = Duration.ofSeconds(20);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static EmbeddedPostgres postgres;
  private static Cable toJournal;
  private static Cable toEngine;
  private static Cable toGateway;
  private static TestBed bed;
  private static Chromium chromium;

  /** A page that fails while it is written. */
  @Controller
  static final class Broken {
    @GetMapping("/console/broken")
    String broken() {
      return "waggle-console/broken";
    }
  }

  @BeforeAll
  static void open() throws Exception {
    postgres = FreshPostgres.start();
    toJournal = new Cable().to(postgres.getPort());
    toEngine = new Cable();
    toGateway = new Cable();
    URI engine = URI.create("http://127.0.0.1:" + toEngine.port());
    AgentClient client =
        AgentClient.connect(
            Connection.LOCAL
                .withGrpcAddress(URI.create("http://127.0.0.1:" + toGateway.port()))
                .withRestAddress(engine)
                .withPatience(Duration.ofSeconds(1)));
    bed =
        TestBed.open(
            TestBedSettings.agents(Shop.agents())
                .withProperty("waggle.console.name", "Ada")
                .withProperty(
                    "waggle.journal.url",
                    "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(toJournal.port()))
                .withProperty("waggle.journal.username", "postgres")
                .withBean("consoleClient", client)
                .withBean("broken", new Broken()));
    toEngine.to(bed.restAddress().getPort());
    toGateway.to(bed.camunda().getConfiguration().getGrpcAddress().getPort());
    bed.play(Shop.screenplay());
    chromium = Chromium.before(bed);
  }

  @AfterAll
  static void close() throws Exception {
    chromium.close();
    bed.close();
    toEngine.close();
    toGateway.close();
    toJournal.close();
    postgres.close();
  }

  @AfterEach
  void mend() throws Exception {
    toJournal.mend();
    toEngine.mend();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(chromium.address(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing-here, 404, No such page",
    "/runs/nobody, 404, Not there",
    "/runs/nobody/jobs/p1, 404, Not there",
    "/agents/nobody, 404, Not there",
    "/tasks/1, 404, Not there",
    "/tasks/no-number, 404, No such page",
    "/runs/nobody?again=often, 400, This cannot be",
    "/assets/nothing.css, 404, No such page",
    "/broken, 500, This page failed"
  })
  void shouldSayWhatIsWrongWhereAndWhatToDo(String path, int status, String title)
      throws Exception {
    for (String[] headers :
        new String[][] {
          {"Accept", "text/html"}, {"Accept", "*/*", "HX-Request", "true"}, {"Accept", "image/png"}
        }) {
      HttpResponse<String> answer = get(path, headers);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body())
          .contains("<title>" + title, "data-problem", "To the runs")
          .doesNotContain("Whitelabel", "Exception:", "\tat ", "noSuchProperty");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
    Page page = chromium.open(path);
    assertThat(page.getByRole(AriaRole.HEADING).first()).containsText(title);
    assertThat(page.locator("[data-problem]")).not().isEmpty();
    chromium.check(page);
  }

  @Test
  void shouldAnswerAFormThatIsNoneByAPage() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(chromium.address("/agents")))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Not sent from this page", "Nothing was done");
  }

  private static void assertQuick(String path, int status, String words) throws Exception {
    long begun = System.nanoTime();
    HttpResponse<String> answer = get(path);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(path).isLessThan(QUICK);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.body()).as(path).contains(words);
  }

  @Test
  void shouldSayThatTheJournalIsAwayAndGoOnWhenItIsBack() throws Exception {
    bed.start(Shop.CURIOUS, "Order honey for the spring");
    Page live = chromium.open("/runs");
    assertThat(live.locator("#runs .badge.wait").first()).isVisible();

    toJournal.tear();
    for (String path :
        new String[] {"/runs", "/runs/nobody", "/agents", "/start", "/tasks?wait=true", "/list"}) {
      if (!path.startsWith("/tasks")) {
        assertQuick(path, 503, "The journal cannot be reached");
      } else {
        assertQuick(path, 200, "Tasks");
      }
    }
    assertThat(live.locator("#stale")).isVisible();
    assertThat(live.locator("#stale")).containsText("Nothing is lost");
    assertThat(live.locator("#stale")).containsText("This page is not up to date");
    assertThat(live.locator("#runs")).containsText("Order honey for the spring");
    Page waiting = chromium.open("/runs");
    assertThat(waiting.locator("h1")).hasText("The journal cannot be reached");
    chromium.check(waiting);
    chromium.picture(waiting, "journal-away");
    chromium.picture(live, "stale");

    toJournal.mend();
    assertThat(waiting.locator("h1")).hasText("Runs");
    assertThat(live.locator("#stale")).isHidden();
    bed.start(Shop.CURIOUS, "Order honey for the autumn");
    assertThat(live.locator("#runs")).containsText("Order honey for the autumn");
    assertThat(get("/agents").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSayThatTheEngineIsAwayAndShowWhatTheJournalKnows() throws Exception {
    String run = bed.start(Shop.CURIOUS, "Order honey for the winter").id();
    Page tasks = chromium.open("/tasks?run=" + run);
    tasks.locator("#tasks a.main").click();
    String task = tasks.url().replaceAll(".*/console", "");

    toEngine.tear();
    assertQuick("/runs", 200, "Order honey for the winter");
    assertQuick("/runs/" + run, 200, "Order honey for the winter");
    assertQuick("/tasks?wait=true", 200, "Nothing can be decided here");
    assertQuick(task, 503, "The engine cannot be reached");
    assertQuick("/runs/unheard-of", 503, "whether the engine has one cannot be known");
    assertQuick("/runs?state=incident", 200, "Incidents and terminated runs may be missing");
    Page page = chromium.open("/runs/" + run);
    assertThat(page.locator("main")).containsText("The engine could not be asked");
    Page away = chromium.open(task);
    assertThat(away.locator("h1")).hasText("The engine cannot be reached");
    chromium.check(away);

    tasks.locator("label.choice", new Page.LocatorOptions().setHasText("Answer")).first().click();
    tasks.locator("label.choice", new Page.LocatorOptions().setHasText("Lime")).first().click();
    tasks.getByText("Decide", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(tasks.locator("main")).containsText("The engine cannot be reached");

    toEngine.mend();
    assertThat(away.locator("main")).containsText("Which honey should I order?");
    assertThat(page.locator("main")).not().containsText("The engine could not be asked");
  }
}
