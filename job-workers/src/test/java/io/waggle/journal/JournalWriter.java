package io.waggle.journal;

import static java.util.stream.Collectors.toSet;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process that records jobs in the default journal, on several threads, and says which are
 * recorded.
 */
final class JournalWriter {
  private static final String RECORDED = "recorded ";
  private static final String HOME = "${waggle.home:${user.home}/.waggle}";

  private static final int THREADS = 4;

  /** Long enough to be kept beside its row. */
  private static final String TEXT = "done ".repeat(200);

  private static final JournaledRun RUN = new JournaledRun("writer", 1, 1);

  private final Path log;
  private final Process process;

  private JournalWriter(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  public static void main(String[] arguments) {
    try (HikariDataSource database = open(Path.of(arguments[0]));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      JournalFixture fixture = JournalFixture.on(database);
      fixture.runs().enter(RUN.named(), "");
      for (int first = 1; first <= THREADS; first++) {
        long key = first;
        threads.execute(() -> record(fixture.journal(), key));
      }
    }
  }

  private static void record(Journal journal, long first) {
    for (long key = first; ; key += THREADS) {
      JournaledJob job = job(key);
      Claim.Granted granted = (Claim.Granted) journal.claim(job, 3, "writer");
      if (journal.record(new JobRecord(job, null, "{}", List.of(), TEXT), granted.intent())) {
        System.out.println(RECORDED + key);
      }
    }
  }

  /** One of those that it records. */
  static JournaledJob job(long number) {
    return RUN.turn(Math.toIntExact(number));
  }

  static JournalWriter start(Path folder) throws IOException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                JournalWriter.class.getName(),
                home(folder).toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new JournalWriter(log, process);
  }

  static Path home(Path folder) {
    return folder.resolve("with space");
  }

  /** The pool that worker processes have by default. */
  static HikariDataSource open(Path home) {
    return JournalDatabase.pool(
        new JournalDatabaseProperties(url(home), null, null, null, 10, Duration.ofSeconds(5)));
  }

  /** The URL that worker processes use by default, with another folder. */
  static String url(Path home) {
    return JournalDatabaseProperties.DEFAULT_URL.replace(HOME, home.toString());
  }

  long pid() {
    return process.pid();
  }

  /** The jobs that it said are recorded. A cut-off last line says nothing. */
  Set<Long> acknowledged() throws IOException {
    String said = Files.readString(log);
    return said.substring(0, said.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.matches(RECORDED + "\\d+"))
        .map(line -> Long.valueOf(line.substring(RECORDED.length())))
        .collect(toSet());
  }

  /** How often it has begun to wait for the journal. */
  int waits() throws IOException {
    return Files.readString(log).split("Waiting for the journal", -1).length - 1;
  }

  /** Kills it as the operating system does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
