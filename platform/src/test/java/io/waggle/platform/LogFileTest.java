package io.waggle.platform;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path folder;

  @Test
  void shouldShowTheLastLinesOfTheLastRunAlone() throws IOException {
    var log = new LogFile(folder.resolve("logs/broker.log"));
    log.begin();
    Files.writeString(log.path(), "one\ntwo\n", APPEND);
    assertThat(log.tail(1)).containsExactly("two");

    log.begin();
    Files.writeString(log.path(), "three\n", APPEND);

    assertThat(log.tail(10)).containsExactly("three");
    assertThat(Files.readString(log.path())).contains("one", "three");
  }

  @Test
  void shouldShowNothingOfALogThatIsNotThere() {
    var log = new LogFile(folder.resolve("none.log"));

    assertThat(log.tail(10)).isEmpty();
    assertThat(log.quote(10)).isEmpty();
  }

  @Test
  void shouldPutABigLogAside() throws IOException {
    var log = new LogFile(folder.resolve("broker.log"));
    Files.write(log.path(), new byte[(int) (10 * Machine.MEGABYTE) + 1]);

    log.begin();

    assertThat(Files.size(log.path())).isLessThan(1000);
    assertThat(folder.resolve("broker.log.1")).exists();
  }
}
