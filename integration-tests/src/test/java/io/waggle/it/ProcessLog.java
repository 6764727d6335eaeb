package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a worker process has written so far. */
record ProcessLog(Path file, ProcessHandle process) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The worker has deployed the processes and takes jobs. */
  void awaitServing() {
    awaitLines("Serving [", 1);
  }

  /** Waits until so many lines, or more, have these words; fails once the process has ended. */
  void awaitLines(String words, int times) {
    await().atMost(PATIENCE).until(() -> lines(words) >= times || !process.isAlive());
    assertThat(file).content().as("log").contains(words);
    assertThat(process.isAlive()).as("alive").isTrue();
  }

  private long lines(String words) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.contains(words)).count();
    }
  }
}
