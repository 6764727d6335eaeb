package io.waggle.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.endpoint.LoopbackEndpoint;
import io.waggle.history.RunDrafts;
import io.waggle.journal.DraftTable.Draft;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People read along while a model writes. */
class DraftIT {
  private static final String FIRST = "Bees hum in the ";
  private static final String REST = "meadow.";

  /** Sends half of the answer, and the rest when it is let. */
  private static final class Writer extends LoopbackEndpoint {
    private final CountDownLatch rest = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    /** What the first request gets after the beginning: the rest, or nothing. */
    private final boolean whole;

    Writer(boolean whole) {
      this.whole = whole;
    }

    @Override
    protected void answer(HttpExchange exchange) throws IOException {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      write(out, "{\"index\":0,\"delta\":{\"content\":\"" + FIRST + "\"}}");
      if (asked.incrementAndGet() == 1) {
        try {
          rest.await(TestBed.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
          throw new IOException(stopped);
        }
        if (!whole) {
          throw new IOException("the connection breaks");
        }
      }
      write(
          out, "{\"index\":0,\"delta\":{\"content\":\"" + REST + "\"},\"finish_reason\":\"stop\"}");
      out.write("data: [DONE]\n\n".getBytes(UTF_8));
    }

    private static void write(OutputStream out, String choice) throws IOException {
      out.write(("data: {\"choices\":[" + choice + "]}\n\n").getBytes(UTF_8));
      out.flush();
    }
  }

  private static TestBed bed(Writer writer) {
    return TestBed.open(
        TestBedSettings.agents(
                List.of(
                    Agent.named("writer")
                        .model("play:writer")
                        .instructions("You are writer.")
                        .planning(Planning.NEVER)
                        .build()))
            .withProperty("waggle.providers.scripted-in-test.base-url", writer.baseUrl())
            .withProperty("waggle.providers.scripted-in-test.streaming", "true"));
  }

  private static List<String> drafts(TestBed bed, TestRun run) {
    return bed.bean(RunDrafts.class).of(run.id()).stream().map(Draft::text).toList();
  }

  @ParameterizedTest(name = "whole: {0}")
  @CsvSource({"true, 1", "false, 2"})
  void shouldShowTheAnswerWhileItIsWrittenAndTakeNoDraftForIt(boolean whole, int requests) {
    try (Writer writer = new Writer(whole);
        TestBed bed = bed(writer)) {
      TestRun run = bed.start("writer", "Write");
      await()
          .atMost(TestBed.PATIENCE)
          .untilAsserted(() -> assertThat(drafts(bed, run)).containsExactly(FIRST));
      writer.rest.countDown();

      assertThat(run.awaitEnd().variables()).containsEntry("result", FIRST + REST);
      assertThat(drafts(bed, run)).isEmpty();
      assertThat(writer.asked).hasValue(requests);
    }
  }
}
