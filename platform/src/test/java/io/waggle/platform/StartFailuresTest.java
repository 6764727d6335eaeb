package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waggle.platform.ComponentStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailuresTest {
  @TempDir private Path folder;

  @Test
  void shouldSayWhichProcessDiedAndQuoteItsLog() throws Exception {
    var platform = platformWithBroker("echo the data is broken; exit 3");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> platform.restart(Component.BROKER, PlatformListener.SILENT))
        .withMessageStartingWith("The Zeebe broker ended with exit code 3 while it was starting")
        .withMessageContaining(platform.log(Component.BROKER).toString())
        .withMessageContaining("the data is broken");
  }

  @Test
  void shouldHintAtMemoryWhenAProcessWasKilled() throws Exception {
    var platform = platformWithBroker("kill -9 $$");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> platform.restart(Component.BROKER, PlatformListener.SILENT))
        .withMessageContaining("exit code 137 (killed; perhaps the machine is out of memory)");
  }

  @Test
  void shouldStopWhatItStartedWhenItIsNotReadyInTime() throws Exception {
    var platform = platformWithBroker("echo $$ > pid; exec tail -f /dev/null");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> platform.restart(Component.BROKER, PlatformListener.SILENT))
        .withMessageStartingWith("The Zeebe broker was not ready after 2 seconds, see ");
    var pid = Files.readString(folder.resolve("my home/data/broker/pid")).strip();
    assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
    assertThat(platform.status().stopped()).isTrue();
  }

  @Test
  void shouldStopTheOthersWhenOneDies() throws Exception {
    var platform = platformWithBroker("exec tail -f /dev/null");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> platform.up(PlatformListener.SILENT))
        .withMessageStartingWith("OpenSearch ended with exit code 1 while it was starting")
        .withMessageContaining("OpenSearchNode");
    assertThat(platform.status().components())
        .extracting(ComponentStatus::state)
        .doesNotContain(State.NOT_READY, State.READY);
  }

  @Test
  void shouldRefuseDataOfAnotherVersionBeforeItStartsAnything() throws Exception {
    var platform = platformWithBroker("exit 1");
    var stamp = folder.resolve("my home/data/made-by.properties");
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "camunda=1.2.2\nopensearch=4.5.6\n");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> platform.up(PlatformListener.SILENT))
        .withMessage(
            ("The data in %s was made by Camunda 1.2.2 with OpenSearch 4.5.6, but this is Camunda"
                    + " 1.2.3 with OpenSearch 4.5.6: move or delete that folder, or choose another"
                    + " home.")
                .formatted(stamp.getParent()));
    assertThat(platform.log(Component.OPENSEARCH)).doesNotExist();
  }

  private Platform platformWithBroker(String script) throws IOException, InterruptedException {
    return Platform.of(
        PlatformSettings.ephemeral(folder.resolve("my home"))
            .withParts(FakeDistribution.in(folder, script))
            .withSoftware(folder.resolve("software"))
            .withHeaps(new Heaps(256, 256, 256, 256))
            .withStartTimeout(Duration.ofSeconds(2))
            .withEndsWithOwner(false));
  }
}
