package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays behind when the JVM that starts a platform ends in the middle: nothing. */
class OwnerGoneIT {
  private static final String BROKER_THAT_NEVER_GETS_READY =
      "echo $$ > pid.new; mv pid.new pid; exec tail -f /dev/null";

  @TempDir private Path folder;

  @Test
  void shouldStopWhatWasStartedOnCtrlC() throws Exception {
    var jvm = startJvm(false);
    var broker = broker();

    interrupt(jvm);

    assertThat(jvm.waitFor()).isEqualTo(128 + 2);
    assertThat(broker.alive()).isFalse();
    assertThat(platform().status().stopped()).isTrue();
  }

  @Test
  void shouldNotLetCtrlCAtTheTerminalReachTheProcesses() throws Exception {
    var jvm = startJvm(false);
    var broker = broker();

    // A terminal sends it to the whole group, so to the broker, too.
    Command.run(List.of("kill", "-INT", String.valueOf(broker.pid())));
    Command.run(List.of("kill", "-HUP", String.valueOf(broker.pid())));

    await().during(Duration.ofSeconds(1)).until(broker::alive);
    interrupt(jvm);
    jvm.waitFor();
  }

  @Test
  void shouldStopWhatWasStartedWhenTheOwnerIsKilled() throws Exception {
    var jvm = startJvm(true);
    var broker = broker();
    assertThat(ownerWatch().alive()).isTrue();
    var watch = ownerWatch();

    jvm.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(30)).until(() -> !broker.alive() && !watch.alive());
    assertThat(platform().status().stopped()).isTrue();
  }

  @Test
  void shouldFindAndStopWhatAKilledCommandLeftBehind() throws Exception {
    var jvm = startJvm(false);
    var broker = broker();
    jvm.destroyForcibly().waitFor();
    assertThat(broker.alive()).isTrue();

    var stopped = platform().down(PlatformListener.SILENT);

    assertThat(stopped).containsExactly(Component.BROKER);
    assertThat(broker.alive()).isFalse();
  }

  private Process startJvm(boolean endsWithOwner) throws Exception {
    var parts = FakeDistribution.in(folder, BROKER_THAT_NEVER_GETS_READY);
    return StartInAnotherJvm.start(home(), parts, endsWithOwner);
  }

  private RecordedProcess broker() {
    var pid = home().resolve("data/broker/pid");
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid) && recordedAlive());
    return roster().process(Component.BROKER).orElseThrow();
  }

  private boolean recordedAlive() {
    return roster().alive(Component.BROKER);
  }

  private RecordedProcess ownerWatch() {
    return roster().process(Roster.OWNER_WATCH).orElseThrow();
  }

  private static void interrupt(Process jvm) throws Exception {
    Command.run(List.of("kill", "-INT", String.valueOf(jvm.pid())));
  }

  private Roster roster() {
    return new Roster(new Layout(home()).roster());
  }

  private Platform platform() {
    return Platform.of(PlatformSettings.defaults().withHome(home()));
  }

  private Path home() {
    return folder.resolve("my home");
  }
}
