package io.waggle.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.GateKind;
import io.waggle.client.RunRequest;
import io.waggle.client.TaskFilter;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
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
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What it costs that people look at runs while they go on. */
class LiveCostIT {
  private static final int WATCHED = 50;
  private static final Duration TIME = Duration.ofSeconds(20);

  /** Of a core. */
  private static final double MOST_OF_POLLER = 1.0 / 33;

  /** 2.8 % of a core on two quiet ones; the rest is for slower machines. */
  private static final double MOST_OF_PAGES = 1.0 / 20;

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
        streams.add(watch(bed, http, "watched-" + i, (i == 0 ? told : other)::incrementAndGet));
      }
      await().atMost(TestBed.PATIENCE).until(() -> told.get() > 0 && other.get() >= WATCHED - 1);
      await()
          .atMost(TestBed.PATIENCE)
          .until(() -> bed.client().tasks(TaskFilter.ALL).size() == WATCHED);
      assertThat(leastShare(MOST_OF_POLLER, LiveCostIT::spentByPoller)).isLessThan(MOST_OF_POLLER);

      int before = told.get();
      AtomicInteger heard = new AtomicInteger(-1);
      // One a second is told: when nobody was for some, all have been.
      await()
          .atMost(TestBed.PATIENCE.multipliedBy(2))
          .during(Duration.ofSeconds(5))
          .until(() -> heard.getAndSet(other.get()) == other.get());
      int others = other.get();
      bed.person("ada").approves(runs.getFirst(), GateKind.TOOL_CALL);
      await().atMost(TestBed.PATIENCE).until(() -> told.get() > before);
      assertThat(other).hasValue(others);
      for (InputStream stream : streams) {
        stream.close();
      }
    }
  }

  /**
   * The runs change all the time: each has a turn every few seconds. Whoever watches does what the
   * page does in a browser: it fetches the run, and once more a moment later.
   */
  @Test
  void shouldCostLittleWhileAllRunsChange() throws Exception {
    // Threads of the platform, whose time can be told from that of all others.
    TestBedSettings settings =
        TestBedSettings.agents(Shop.agents())
            .withProperty("spring.threads.virtual.enabled", "false")
            .withProperty("waggle.worker.max-repeats", "1000");
    try (TestBed bed = TestBed.open(settings);
        HttpClient http = HttpClient.newHttpClient();
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
      bed.play(
          Screenplay.role(Shop.CLERK)
              .on(When.ALWAYS)
              .fault(Fault.delay(Duration.ofSeconds(3)))
              .reply(Reply.call("order", Map.of("number", "4711")))
              .build());
      AtomicInteger fetched = new AtomicInteger();
      List<InputStream> streams = watchAll(bed, http, later, fetched);
      await().atMost(TestBed.PATIENCE).until(() -> fetched.get() > WATCHED / 2);
      int before = fetched.get();
      int asked = bed.model().requests().size();
      double share = leastShare(MOST_OF_PAGES, () -> spentByPages(fetched));
      assertThat(bed.model().requests().size() - asked).isGreaterThan(WATCHED);
      assertThat(fetched.get()).isGreaterThan(before);
      assertThat(share).isLessThan(MOST_OF_PAGES);
      for (InputStream stream : streams) {
        stream.close();
      }
    }
  }

  private static List<InputStream> watchAll(
      TestBed bed, HttpClient http, ScheduledExecutorService later, AtomicInteger fetched)
      throws Exception {
    List<InputStream> streams = new ArrayList<>();
    for (int i = 0; i < WATCHED; i++) {
      String run = "changing-" + i;
      bed.start(RunRequest.of(Shop.CLERK, "Look it up, again and again").id(run));
      String page = ConsoleAddress.of(bed) + "/runs/" + run;
      streams.add(
          watch(
              bed,
              http,
              run,
              () -> {
                fetch(http, page, fetched);
                later.schedule(() -> fetch(http, page + "?again=1", fetched), 1500, MILLISECONDS);
              }));
    }
    return streams;
  }

  private static void fetch(HttpClient http, String page, AtomicInteger fetched) {
    http.sendAsync(
            HttpRequest.newBuilder(URI.create(page)).header("HX-Request", "true").build(),
            BodyHandlers.ofString())
        .thenAccept(
            answer -> {
              if (answer.statusCode() == 200) {
                fetched.incrementAndGet();
              }
            });
  }

  private static InputStream watch(TestBed bed, HttpClient http, String run, Runnable told)
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
            lines.lines().filter(line -> line.equals("event:changed")).forEach(line -> told.run());
          } catch (IOException | UncheckedIOException closed) {
            // the test is over
          }
        });
    return stream;
  }

  /** The first one, or where that is too much, the least of some. */
  private static double leastShare(double most, DoubleSupplier measure) {
    double least = measure.getAsDouble();
    for (int again = 0; again < 3 && least >= most; again++) {
      // what else the machine does takes from its caches, too
      least = Math.min(least, measure.getAsDouble());
    }
    return least;
  }

  private static double spentByPoller() {
    double share = share("waggle-console"::equals);
    System.out.printf("The poller took %.2f %% of a core%n", 100 * share);
    return share;
  }

  private static double spentByPages(AtomicInteger fetched) {
    int before = fetched.get();
    double share = share(name -> name.equals("waggle-console") || name.startsWith("http-nio"));
    System.out.printf(
        "Pages and poller took %.2f %% of a core for %d fetches of %d runs%n",
        100 * share, fetched.get() - before, WATCHED);
    return share;
  }

  /** CPU of the threads of these names, of the time that has passed: it may be more than wanted. */
  private static double share(Predicate<String> names) {
    long before = cpu(names);
    long begin = System.nanoTime();
    await().atMost(TIME.multipliedBy(2)).until(() -> System.nanoTime() - begin > TIME.toNanos());
    long spent = cpu(names) - before;
    return (double) spent / (System.nanoTime() - begin);
  }

  private static long cpu(Predicate<String> names) {
    var threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> names.test(thread.getName()))
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
        .sum();
  }
}
