package io.waggle.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.embedded.process.EngineState.Died;
import io.waggle.embedded.process.EngineState.Running;
import io.waggle.embedded.process.EngineState.Starting;
import io.waggle.embedded.process.EngineState.Stopped;
import io.waggle.embedded.process.PidFile.Entry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineIT {
  @TempDir private Path home;
  private LocalEngine engine;

  /** Another command that starts the engine. */
  static final class Up {
    public static void main(String[] arguments) {
      UpOutcome outcome = LocalEngine.in(Path.of(arguments[0])).up(Launches.engine(), 0, 0);
      System.out.print(outcome.getClass().getSimpleName() + " " + outcome.engine().pid());
    }
  }

  @BeforeEach
  void chooseHome() {
    engine = LocalEngine.in(home);
  }

  @AfterEach
  void stop() {
    engine.down();
  }

  @Test
  void shouldBeFoundAgainUntilItIsStopped() {
    assertThat(engine.state()).isEqualTo(new Stopped());
    var started = engine.up(Launches.engine(), 0, 0);
    assertThat(started).isInstanceOf(UpOutcome.Started.class);

    var sameEngine = LocalEngine.in(home);
    assertThat(sameEngine.state()).isEqualTo(started.engine());
    assertThat(sameEngine.lastLines(50))
        .contains(
            "Serving gRPC on %s and REST on %s"
                .formatted(
                    started.engine().addresses().grpc(), started.engine().addresses().rest()));
    assertThat(sameEngine.up(Launches.engine(), 0, 0))
        .isEqualTo(new UpOutcome.AlreadyRunning(started.engine()));

    assertThat(sameEngine.down()).isEqualTo(started.engine());
    assertThat(engine.state()).isEqualTo(new Stopped());
    assertThat(new ProcessIdentity(started.engine().pid(), started.engine().since()).find())
        .isEmpty();
  }

  @Test
  void shouldTellThatItWasKilledAndStartAgain() {
    Running first = engine.up(Launches.engine(), 0, 0).engine();
    new ProcessIdentity(first.pid(), first.since()).kill();

    assertThat(engine.state()).isEqualTo(new Died(first.pid(), first.since()));

    Running second = engine.up(Launches.engine(), 0, 0).engine();
    assertThat(second.pid()).isNotEqualTo(first.pid());
    assertThat(engine.state()).isEqualTo(second);
  }

  @Test
  void shouldStartOnceForTwoWhoStartItAtOnce() throws Exception {
    var one = Launches.java(Up.class, home.toString()).start();
    var other = Launches.java(Up.class, home.toString()).start();

    var said = List.of(output(one), output(other));

    long pid = ((Running) engine.state()).pid();
    assertThat(said).containsExactlyInAnyOrder("Started " + pid, "AlreadyRunning " + pid);
  }

  @Test
  void shouldSayWhoHasThePort() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> engine.up(Launches.engine(), port, 0))
          .isInstanceOf(EngineProcessException.class)
          .hasMessageMatching(
              "Port %d \\(gRPC\\) is taken by (another process|java \\(process %d\\)): end that, or choose another gRPC port\\."
                  .formatted(port, ProcessHandle.current().pid()));
      assertThat(engine.state()).isEqualTo(new Stopped());
    }
  }

  @Test
  void shouldLeaveNothingWhereItDoesNotStart() throws Exception {
    var launch = Launches.shell(home, "echo broken");

    assertThatThrownBy(() -> engine.up(launch, 0, 0))
        .isInstanceOf(EngineProcessException.class)
        .hasMessageContaining("engine.log ends with")
        .hasMessageEndingWith("| broken");

    assertThat(engine.state()).isEqualTo(new Stopped());
  }

  @Test
  void shouldNeverStopAStrangerWhoHasItsProcessId() throws Exception {
    var stranger = new ProcessBuilder("sleep", "60").start();
    try {
      var real = ProcessIdentity.of(stranger.toHandle());
      var before = new ProcessIdentity(real.pid(), real.started().minus(Duration.ofHours(1)));
      pidFile().write(new Entry(before, null));

      assertThat(engine.state()).isEqualTo(new Died(before.pid(), before.started()));
      engine.down();

      assertThat(stranger.isAlive()).isTrue();
      assertThat(engine.state()).isEqualTo(new Stopped());
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void shouldTakeThePlaceOfOneWhoseStartWasBrokenOff() throws Exception {
    var halfStarted = new ProcessBuilder("sleep", "60").start();
    var identity = ProcessIdentity.of(halfStarted.toHandle());
    pidFile().write(new Entry(identity, null));
    assertThat(engine.state()).isEqualTo(new Starting(identity.pid(), identity.started()));

    engine.up(Launches.engine(), 0, 0);

    assertThat(halfStarted.waitFor()).isNotZero();
    assertThat(engine.state()).isInstanceOf(Running.class);
  }

  @Test
  void shouldTakeAFileThatIsNotItsOwnForNone() throws Exception {
    Files.writeString(home.resolve("engine.pid"), "pid=abc");

    assertThat(engine.state()).isEqualTo(new Stopped());
  }

  private PidFile pidFile() {
    return new PidFile(home.resolve("engine.pid"));
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
