package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.embedded.process.FreePort;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The journal's database goes away in the middle of a run and comes back. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageIT {

  static final class Till {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch paid = new CountDownLatch(1);
    private final CountDownLatch databaseIsGone = new CountDownLatch(1);

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay() throws InterruptedException {
      calls.incrementAndGet();
      paid.countDown();
      databaseIsGone.await();
      return "paid";
    }
  }

  private EmbeddedPostgres database;

  /** After the worker, which would wait for it as it stops. */
  @AfterEach
  void stopDatabase() throws IOException {
    database.close();
  }

  private static EmbeddedPostgres postgres(Path folder, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(Duration.ofMinutes(2))
        .start();
  }

  @Test
  void shouldWaitForTheDatabaseAndThenGoOnWithoutDoingAnythingTwice(
      @TempDir Path folder, CapturedOutput output) throws Exception {
    Till till = new Till();
    Agent agent =
        Agent.named("cashier")
            .model("play:cashier")
            .instructions("You are cashier.")
            .tools(till)
            .planning(Planning.NEVER)
            .build();
    int port = FreePort.find();
    database = postgres(folder, port);
    try (TestBed bed =
        TestBed.open(
            TestBedSettings.agents(List.of(agent))
                .withProperty("waggle.journal.url", database.getJdbcUrl("postgres", "postgres")))) {
      bed.play(
          Screenplay.role("cashier")
              .on(When.turn(0))
              .reply(Reply.call("pay", Map.of()))
              .on(When.ALWAYS)
              .reply("All is paid.")
              .build());
      bed.start(Map.of("agent", "cashier", "task", "Pay"));
      assertThat(till.paid.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

      database.close();
      till.databaseIsGone.countDown();
      await()
          .atMost(TestBed.PATIENCE)
          .until(() -> output.getAll().contains("Waiting for the journal"));
      database = postgres(folder, port);
      bed.awaitCompleted("ResultReady", 1);

      assertThat(till.calls).hasValue(1);
      assertThat(bed.model().counts().answered()).isEqualTo(2);
      assertThat(bed.records().failedJobs()).as("no retry was used up").isEmpty();
    }
  }
}
