package io.waggle.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLogTest {
  @TempDir private Path folder;

  @Test
  void shouldTellTheEndOfTheLastRunAlone() throws Exception {
    var log = log();
    log.begin();
    append(log, "old\n");
    log.begin();
    append(log, "one\ntwo\nthree\n");

    assertThat(log.tail(2)).containsExactly("two", "three");
    assertThat(log.tail(100)).containsExactly("one", "two", "three");
  }

  @Test
  void shouldTellWhatIsNewSinceItsBegin() throws Exception {
    var log = log();
    log.begin();
    append(log, "old\n");

    long place = log.begin();
    append(log, "new\n");

    assertThat(log.from(place)).isEqualTo("new\n");
  }

  @Test
  void shouldPutABigLogAside() throws Exception {
    var log = log();
    append(log, "x".repeat(11 * 1024 * 1024));

    log.begin();
    append(log, "new\n");

    assertThat(log.tail(5)).containsExactly("new");
    assertThat(Files.size(folder.resolve("engine.log.1"))).isEqualTo(11 * 1024 * 1024);
  }

  @Test
  void shouldHaveNothingToTellBeforeTheFirstRun() {
    assertThat(log().tail(5)).isEmpty();
    assertThat(log().quote()).endsWith("engine.log is empty.");
  }

  private EngineLog log() {
    return new EngineLog(folder.resolve("engine.log"));
  }

  private static void append(EngineLog log, String text) throws Exception {
    Files.writeString(log.path(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
