package io.waggle.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.GateKind;
import io.waggle.client.RunRequest;
import io.waggle.client.TaskFilter;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What it costs that people look at runs while they go on. */
class LiveCostIT {
  private static final int WATCHED = 50;
  private static final Duration TIME = Duration.ofSeconds(20);

  @Test
  void shouldTellWatchersOfTheirRunsAloneAndCostNextToNothing() throws Exception {
    try (TestBed bed = TestBed.open(TestBedSettings.agents(Shop.agents()));
        HttpClient http = HttpClient.newHttpClient()) {
      bed.play(Shop.screenplay());
      List<TestRun> runs = new ArrayList<>();
      List<InputStream> streams = new ArrayList<>();
      AtomicInteger told = new AtomicInteger();
      AtomicInteger other = new AtomicInteger();
      for (int i = 0; i < WATCHED; i++) {
        runs.add(bed.start(RunRequest.of(Shop.CLERK, "Refund it").id("watched-" + i)));
        streams.add(watch(bed, http, "watched-" + i, i == 0 ? told : other));
      }
      await().atMost(TestBed.PATIENCE).until(() -> told.get() > 0 && other.get() >= WATCHED - 1);
      await()
          .atMost(TestBed.PATIENCE)
          .until(() -> bed.client().tasks(TaskFilter.ALL).size() == WATCHED);
      Duration spent = pollerTime(TIME);
      System.out.println("The poller took " + spent + " of " + TIME);
      assertThat(spent).isLessThan(TIME.dividedBy(33));

      int before = told.get();
      int others = other.get();
      bed.person("ada").approves(runs.getFirst(), GateKind.TOOL_CALL);
      await().atMost(TestBed.PATIENCE).until(() -> told.get() > before);
      assertThat(other).hasValue(others);
      for (InputStream stream : streams) {
        stream.close();
      }
    }
  }

  private static InputStream watch(TestBed bed, HttpClient http, String run, AtomicInteger told)
      throws Exception {
    InputStream stream =
        http.send(
                HttpRequest.newBuilder(URI.create(ConsoleAddress.of(bed) + "/live?run=" + run))
                    .header("Accept", "text/event-stream")
                    .build(),
                BodyHandlers.ofInputStream())
            .body();
    Thread.startVirtualThread(
        () -> {
          try (var lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            lines
                .lines()
                .filter(line -> line.equals("event:changed"))
                .forEach(line -> told.incrementAndGet());
          } catch (IOException | UncheckedIOException closed) {
            // the test is over
          }
        });
    return stream;
  }

  /** CPU of the thread that asks the journal and tells everybody. */
  private static Duration pollerTime(Duration time) {
    var threads = ManagementFactory.getThreadMXBean();
    long id =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("waggle-console"))
            .findFirst()
            .orElseThrow()
            .threadId();
    long before = threads.getThreadCpuTime(id);
    long end = System.nanoTime() + time.toNanos();
    await().atMost(time.multipliedBy(2)).until(() -> System.nanoTime() > end);
    return Duration.ofNanos(threads.getThreadCpuTime(id) - before);
  }
}
