package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.client.RunStatus;
import io.waggle.crashtest.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whatever an LLM endpoint answers, the worker lives, beats, needs no more memory after it than
 * before, and each run ends with an outcome or stands still with an incident that says why.
 */
@ExtendWith(TestCluster.class)
@Isolated("measures memory and heartbeats")
class HostileEndpointIT {
  /** {@code -Dwaggle.hostile.time=PT10M} goes on for ten minutes. */
  private static final Duration TIME =
      Duration.parse(System.getProperty("waggle.hostile.time", "PT20S"));

  private static final long SEED = Long.getLong("waggle.hostile.seed", 20_261_128L);
  private static final int RUNS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A worker of another host is given up after 3 s of silence; a beat comes each second. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final int FLAT_MEGABYTES = 64;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  @TempDir Path folder;

  @Test
  void shouldOutliveWhateverTheEndpointAnswers(Cluster cluster) throws Exception {
    String journal = "jdbc:h2:file:" + folder.resolve("journal") + ";AUTO_SERVER=TRUE";
    try (HostileEndpoint model = HostileEndpoint.start(SEED);
        AgentClient client = TestCluster.client(cluster);
        WorkerJvm worker =
            WorkerJvm.start(
                HostileWorker.class,
                cluster,
                model.baseUrl(),
                folder,
                "--waggle.providers.play.timeout=PT4S",
                "--waggle.journal.username=sa",
                "--waggle.journal.url=" + journal)) {
      worker.log().awaitServing();
      try (Beats beats = Beats.watch(journal)) {
        // The first ones load classes and fill pools.
        Ended first = work(worker, client, TIME.dividedBy(3));
        long before = usedMegabytes(worker);
        Ended others = work(worker, client, TIME);
        long after = usedMegabytes(worker);

        System.out.printf(
            "%d answers of a hostile endpoint: %s, then %s; heap %d MB, then %d MB; a heartbeat at most %d ms late (seed %d)%n",
            model.answers(), first, others, before, after, beats.latest().toMillis(), SEED);
        assertThat(after).as("megabytes of heap").isLessThan(before + FLAT_MEGABYTES);
        assertThat(beats.latest()).as("how late a heartbeat was").isLessThan(LATE);
      }
    }
  }

  /**
   * How many runs ended, and how.
   *
   * @param outcomes with one
   * @param incidents with an incident, which said why
   */
  private record Ended(int outcomes, int incidents) {}

  /** Keeps so many runs going for some time, and waits until each has come to its end. */
  private static Ended work(WorkerJvm worker, AgentClient client, Duration time) {
    Deque<Long> open = new ArrayDeque<>();
    int started = 0;
    int incidents = 0;
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end) || !open.isEmpty()) {
      assertThat(worker.isAlive()).as("the worker lives, see its log").isTrue();
      assertThat(Duration.between(end, Instant.now())).as("runs end").isLessThan(PATIENCE);
      while (open.size() < RUNS && Instant.now().isBefore(end)) {
        String agent = started % 4 == 0 ? HostileWorker.PLANNER : HostileWorker.DOER;
        open.addLast(client.start(agent, "Look at number " + started++).key());
      }
      incidents += settle(open.removeFirst(), client, open);
    }
    return new Ended(started - incidents, incidents);
  }

  /** Returns 1 if it stands still for good, which has to be said in words. */
  private static int settle(long run, AgentClient client, Deque<Long> open) {
    RunStatus status = client.status(Long.toString(run));
    if (status.state().ended()) {
      assertThat(status.outcome()).as("outcome of run %d", run).isNotNull();
      return 0;
    }
    if (!status.incidents().isEmpty()) {
      assertThat(status.incidents().getFirst().message())
          .as("incident of run %d", run)
          .isNotBlank()
          .doesNotContain("Exception", "java.");
      client.terminate(Long.toString(run));
      return 1;
    }
    open.addLast(run);
    return 0;
  }

  /** After a collection of all of it; what is in use of all generations. */
  private static long usedMegabytes(WorkerJvm worker) throws IOException, InterruptedException {
    jcmd(worker, "GC.run");
    long kilobytes =
        jcmd(worker, "GC.heap_info")
            .lines()
            .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
            .map(USED::matcher)
            .filter(Matcher::find)
            .mapToLong(used -> Long.parseLong(used.group(1)))
            .sum();
    assertThat(kilobytes).isPositive();
    return kilobytes / 1024;
  }

  private static String jcmd(WorkerJvm worker, String command)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(worker.handle().pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes());
    assertThat(jcmd.waitFor()).as(output).isZero();
    return output;
  }

  /** Looks at the count of the worker's heartbeats, one a second. */
  private static final class Beats implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private final Connection journal;
    private final Thread watching = Thread.ofPlatform().name("beats").unstarted(this::look);
    private volatile Duration latest = Duration.ZERO;
    private volatile boolean over;

    private Beats(Connection journal) {
      this.journal = journal;
    }

    static Beats watch(String url) throws SQLException {
      Beats beats = new Beats(DriverManager.getConnection(url, "sa", ""));
      beats.watching.start();
      return beats;
    }

    Duration latest() {
      assertThat(watching.isAlive()).as("the heartbeats are watched").isTrue();
      return latest;
    }

    private void look() {
      long beat = count();
      Instant since = Instant.now();
      Instant looked = since;
      Duration heldUp = Duration.ZERO;
      while (!over) {
        await().pollDelay(PAUSE).until(() -> true);
        Instant asked = Instant.now();
        // What holds up this thread holds up the worker. The look does not count: the worker's
        // process serves the database, so that a worker that stands would excuse itself.
        heldUp = heldUp.plus(Duration.between(looked, asked).minus(PAUSE));
        long now = count();
        Instant until = now == beat ? asked : Instant.now();
        // each beat that came accounts for a second, also while this thread was held up
        Duration late =
            Duration.between(since, until)
                .minus(BEAT.multipliedBy(Math.max(1, now - beat)))
                .minus(heldUp);
        if (late.compareTo(latest) > 0) {
          latest = late;
        }
        if (now != beat) {
          beat = now;
          since = until;
          heldUp = Duration.ZERO;
        }
        looked = Instant.now();
      }
    }

    private long count() {
      try (var statement = journal.createStatement();
          ResultSet row = statement.executeQuery("select max(beat) from waggle_worker")) {
        row.next();
        return row.getLong(1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws SQLException {
      over = true;
      await().until(() -> !watching.isAlive());
      journal.close();
    }
  }
}
