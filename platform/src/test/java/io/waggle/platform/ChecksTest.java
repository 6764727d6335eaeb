package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    assertThat(new Ports(offset).of(Component.of(1))).hasSize(10).allMatch(PortCheck::isFree);
    assertThat(new Ports(offset).of(Component.of(3)))
        .hasSize(21)
        .doesNotHaveDuplicates()
        .allMatch(PortCheck::isFree);
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
        .isThrownBy(() -> new Heaps(512, 100, 256, 512))
        .withMessage("Each heap must have at least 256 MB, but they are 512, 100, 256 and 512 MB.");
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
        .isThrownBy(() -> new Machine(100_000, 1100).requireDisk(400, 1, Path.of("/home/me")))
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
        .isThrownBy(() -> Platform.of(atHome()).component("operate"))
        .withMessage(
            "The platform has no component 'operate': choose one of opensearch, broker, webapps.");
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Platform.of(atHome().withBrokers(3)).kill(Component.BROKER))
        .withMessage(
            "The platform has no component 'broker': choose one of opensearch, broker-0, broker-1,"
                + " broker-2, gateway, webapps.");
  }

  @Test
  void shouldRefuseANumberOfBrokersThatMakesNoCluster() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformSettings.defaults().withBrokers(2))
        .withMessage("The number of brokers must be 1 or 3, but is 2.");
  }

  @Test
  void shouldHaveAsManyBrokersAsItsDataIfNobodySays() {
    var platform = Platform.of(atHome());
    assertThat(platform.components()).contains(Component.BROKER);

    new DataStamp("8.6.0", "2.17", 3).leave(new Layout(folder));

    assertThat(platform.components()).contains(Component.broker(2), Component.GATEWAY);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, belongs to 3 brokers, 1 broker",
    "1, 3, belongs to 1 broker, 3 brokers",
  })
  void shouldRefuseDataOfAnotherNumberOfBrokers(
      int made, int wanted, String belongs, String toStart) {
    var layout = new Layout(folder);
    new DataStamp("8.6.0", "2.17", made).leave(layout);

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> new DataStamp("8.6.0", "2.17", wanted).requireNoOther(layout))
        .withMessage(
            ("The data in %s %s, but the platform was to start with %s: leave the number as it was,"
                    + " move or delete that folder, or choose another home.")
                .formatted(layout.data(), belongs, toStart));
  }

  @Test
  void shouldTakeDataForThatOfOneBrokerIfItDoesNotSay() throws IOException {
    var layout = new Layout(folder);
    Files.createDirectories(layout.data());
    Files.writeString(layout.dataStamp(), "camunda=8.6.0\nopensearch=2.17\n");

    assertThatCode(() -> new DataStamp("8.6.0", "2.17", 1).requireNoOther(layout))
        .doesNotThrowAnyException();
  }

  private PlatformSettings atHome() {
    return PlatformSettings.defaults().withHome(folder);
  }

  @Test
  void shouldRefuseAFolderOfDataThatIsNotOurs() throws IOException {
    var layout = new Layout(folder);
    Files.createDirectories(layout.data().resolve("somebody's"));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> new DataStamp("8.6.0", "2.17", 1).requireNoOther(layout))
        .withMessage(
            "The data folder %s was not made by this platform: move or delete it, or choose"
                    .formatted(layout.data())
                + " another home.");
  }

  @Test
  void shouldAcceptItsOwnData() {
    var layout = new Layout(folder);
    var stamp = new DataStamp("8.6.0", "2.17", 1);
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
