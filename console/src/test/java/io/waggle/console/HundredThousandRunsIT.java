package io.waggle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.JournalDatabase;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of runs is as fast with a hundred thousand of them as with ten. */
class HundredThousandRunsIT {
  private static final Duration FAST = Duration.ofMillis(300);

  @TempDir Path folder;

  @Test
  void shouldShowThemFastOnH2() throws Exception {
    measure("jdbc:h2:file:" + folder.resolve("journal"), true);
  }

  @Test
  void shouldShowThemFastOnPostgres() throws Exception {
    try (EmbeddedPostgres postgres = FreshPostgres.start()) {
      measure(postgres.getJdbcUrl("postgres", "postgres"), false);
    }
  }

  private static void measure(String url, boolean h2) throws Exception {
    try (TestBed bed =
        TestBed.open(
            TestBedSettings.agents(Shop.agents())
                .withProperty("waggle.journal.url", url)
                .withProperty("waggle.journal.username", h2 ? "" : "postgres"))) {
      new ManyRuns(bed.bean(JournalDatabase.class), h2).fill();
      Pages pages = new Pages(bed);
      String first = pages.get("/console/runs");
      String last = pages.get("/console/runs?before=150");
      Map<String, Duration> took = new TreeMap<>();
      for (String page :
          new String[] {
            "/console/runs",
            "/console/runs?before=50000",
            "/console/runs?before=150",
            "/console/runs?after=50000",
            "/console/runs?q=refund-77",
            "/console/runs?q=order+99421",
            "/console/runs?q=nothing+of+that+kind",
            "/console/runs?q=NOTHING&before=30000",
            "/console/runs?agent=agent-3",
            "/console/runs?agent=agent-3&before=20000",
            "/console/runs?state=failed",
            "/console/runs?state=live",
            "/console/runs?state=waiting",
            "/console/runs?state=partial&agent=agent-3&q=4711",
            "/console/agents",
            "/console/tasks"
          }) {
        took.put(page, pages.best(page));
      }
      System.out.println((h2 ? "H2 " : "PostgreSQL ") + took);

      assertThat(first)
          .contains("refund-100000", "refund-99951", ">Older<")
          .doesNotContain(">Newer<");
      assertThat(last).contains(">Newer<");
      assertThat(took.values()).allMatch(time -> time.compareTo(FAST) < 0);
    }
  }

  /** Asks as a browser does. */
  private record Pages(HttpClient http, String address) {
    Pages(TestBed bed) {
      this(HttpClient.newHttpClient(), "http://127.0.0.1:" + ConsoleAddress.port(bed));
    }

    String get(String page) throws IOException, InterruptedException {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address + page)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(page).isEqualTo(200);
      return answer.body();
    }

    /** Of three, or of more where all were slow: other processes of the machine do not count. */
    Duration best(String page) throws IOException, InterruptedException {
      Duration best = Duration.ofDays(1);
      for (int i = 0; i < 3 || (i < 10 && best.compareTo(FAST) >= 0); i++) {
        long begin = System.nanoTime();
        get(page);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        best = took.compareTo(best) < 0 ? took : best;
      }
      return best;
    }
  }
}
