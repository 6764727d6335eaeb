package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a worker process has written so far. */
record ProcessLog(Path file) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The worker has deployed the processes and takes jobs. */
  void awaitServing() {
    awaitLines("Serving [", 1);
  }

  /** Waits until so many lines, or more, have these words. */
  void awaitLines(String words, int times) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              try (Stream<String> lines = Files.lines(file)) {
                assertThat(lines.filter(line -> line.contains(words)))
                    .hasSizeGreaterThanOrEqualTo(times);
              }
            });
  }
}
