package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waggle.platform.Ports.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  @TempDir private Path folder;

  @Test
  void shouldSayWhichPortIsTakenAndByWhom() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = List.of(new Port("Zeebe's REST", taken.getLocalPort()));

      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(() -> PortCheck.requireFree(ports))
          .withMessageMatching(
              "Port %d \\(Zeebe's REST\\) is taken by (java \\(process %d\\)|another process): .*"
                  .formatted(taken.getLocalPort(), ProcessHandle.current().pid()))
          .withMessageEndingWith("stop that, or choose other ports with a port offset.");
    }
  }

  @Test
  void shouldFindAnOffsetWhereAllPortsAreFree() {
    var offset = Ports.freeOffset().orElseThrow();

    assertThat(new Ports(offset).all()).hasSize(10).allMatch(PortCheck::isFree);
  }

  @Test
  void shouldRefuseAnOffsetThatLeavesTheRangeOfPorts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformSettings.defaults().withPortOffset(40_000))
        .withMessage("The port offset must be between 0 and 30000, but is 40000.");
  }

  @Test
  void shouldRefuseHeapsThatAreTooSmallToStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heaps(512, 100, 512))
        .withMessage("Each heap must have at least 256 MB, but they are 512, 100 and 512 MB.");
  }

  @Test
  void shouldSayHowMuchMemoryIsMissing() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> new Machine(1500, 100_000).requireMemory(2436))
        .withMessage(
            "The platform needs 2436 MB of free memory, but this machine has 1500 MB: end other"
                + " programs, or choose smaller heaps.");
  }

  @Test
  void shouldSayHowMuchDiskIsMissingAndCountTheSoftware() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> new Machine(100_000, 1100).requireDisk(400, Path.of("/home/me")))
        .withMessage(
            "The platform needs 1936 MB of free disk in /home/me, but there are 1100 MB: make"
                + " room, or choose another home.");
  }

  @Test
  void shouldMeasureThisMachine() {
    var machine = Machine.here(folder.resolve("not/there/yet"));

    assertThat(machine.freeMemory()).isBetween(50L, 100_000_000L);
    assertThat(machine.freeDisk()).isPositive();
  }

  @Test
  void shouldTakeTheFirstJdkThatIsNewEnough() throws IOException {
    var jdk =
        Jdk.find(
            List.of(
                folder.resolve("nothing"),
                jdk("old", "1.8.0_292"),
                jdk("older", "17.0.15"),
                jdk("new", "21.0.2"),
                jdk("newer", "25")));

    assertThat(jdk).isEqualTo(new Jdk(folder.resolve("new"), "21.0.2"));
  }

  @Test
  void shouldSayWhatToInstallWhenNoJdkIsNewEnough() throws IOException {
    var candidates = List.of(jdk("older", "17.0.15"));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Jdk.find(candidates))
        .withMessage(
            "No JDK 21 or newer was found (looked at JAVA_HOME, the running Java and the system's"
                + " Java folders): install one, for example Temurin from https://adoptium.net, or"
                + " set JAVA_HOME to it.");
  }

  @Test
  void shouldListTheComponentsWhenOneIsUnknown() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Component.named("operate"))
        .withMessage(
            "The platform has no component 'operate': choose one of opensearch, broker, webapps.");
  }

  @Test
  void shouldRefuseAFolderOfDataThatIsNotOurs() throws IOException {
    var layout = new Layout(folder);
    Files.createDirectories(layout.data().resolve("somebody's"));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> new DataStamp("8.6.0", "2.17").requireNoOther(layout))
        .withMessage(
            "The data folder %s was not made by this platform: move or delete it, or choose"
                    .formatted(layout.data())
                + " another home.");
  }

  @Test
  void shouldAcceptItsOwnData() {
    var layout = new Layout(folder);
    var stamp = new DataStamp("8.6.0", "2.17");
    stamp.leave(layout);

    stamp.requireNoOther(layout);

    assertThat(layout.dataStamp()).exists();
  }

  @Test
  void shouldLetOnlyOneStartOrStopAtATime() {
    var layout = new Layout(folder);

    HomeLock.holding(
        layout,
        () ->
            assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> HomeLock.holding(layout, () -> "never"))
                .withMessage(
                    ("The platform in %s is being started or stopped by another command: wait until"
                            + " that has ended, or end it with Ctrl-C.")
                        .formatted(folder)));
    assertThat(HomeLock.holding(layout, () -> "then")).isEqualTo("then");
  }

  private Path jdk(String name, String version) throws IOException {
    var home = folder.resolve(name);
    var java = Files.createDirectories(home.resolve("bin")).resolve("java");
    assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
