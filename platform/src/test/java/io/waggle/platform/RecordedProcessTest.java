package io.waggle.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RecordedProcessTest {
  @TempDir private Path folder;

  @Test
  void shouldNotTakeAStrangerForOurs() {
    var now = RecordedProcess.of(ProcessHandle.current());
    var recycled = new RecordedProcess(now.pid(), now.started().minusSeconds(60));

    assertThat(now.alive()).isTrue();
    assertThat(recycled.alive()).isFalse();
    recycled.stop(Duration.ofSeconds(1)).join();
    recycled.kill().join();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void shouldEndAProcessThatEndsWhenAsked() throws Exception {
    var process = shell("exec tail -f /dev/null");

    RecordedProcess.of(process.toHandle()).stop(Duration.ofSeconds(30)).get(20, SECONDS);

    assertThat(process.waitFor()).as("ended by SIGTERM").isEqualTo(128 + 15);
  }

  @Test
  void shouldKillAProcessThatDoesNotEndWhenAsked() throws Exception {
    var process = shell("trap '' TERM; echo ready; while true; do read -r line; done < /dev/zero");
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    RecordedProcess.of(process.toHandle()).stop(Duration.ofMillis(100)).get(20, SECONDS);

    assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotWaitForAnEndThatTheParentDoesNotNote() throws Exception {
    var parent = shell("sleep 60 & echo $!; exec tail -f /dev/null");
    var child = ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
    var recorded = RecordedProcess.of(child);
    assertThat(recorded.alive()).isTrue();

    recorded.kill().get(20, SECONDS);

    assertThat(recorded.alive()).isFalse();
    assertThat(child.isAlive()).as("a zombie, as its parent never waits for it").isTrue();
    parent.destroyForcibly().waitFor();
  }

  @Test
  void shouldFindAProcessAgainThroughTheRoster() throws Exception {
    var file = folder.resolve("running.properties");
    var process = shell("exec tail -f /dev/null");
    var recorded = RecordedProcess.of(process.toHandle());
    new Roster(file).portOffset(40);
    new Roster(file).put("broker", recorded);

    var found = new Roster(file);

    assertThat(found.process(Component.BROKER)).contains(recorded);
    assertThat(found.alive(Component.BROKER)).isTrue();
    assertThat(found.portOffset()).isEqualTo(OptionalInt.of(40));
    recorded.kill().get(20, SECONDS);
    assertThat(found.alive(Component.BROKER)).isFalse();
    found.clear();
    assertThat(found.process(Component.BROKER)).isEmpty();
  }

  private static Process shell(String script) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", script).start();
  }
}
