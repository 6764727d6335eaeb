package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareTest {
  @TempDir private Path folder;

  @Test
  void shouldUnpackOnce() throws Exception {
    var parts = Parts.read(FakeDistribution.in(folder, "exit 0"));
    var software = Software.in(folder.resolve("kept here"), parts);
    var said = new ArrayList<String>();
    assertThat(software.megabytesMissing(parts)).isNotNegative();

    software.unpack(parts, said::add);
    software.unpack(parts, said::add);

    assertThat(software.camunda().resolve("bin/broker")).isExecutable();
    assertThat(software.openSearch().resolve("some.jar")).exists();
    assertThat(said)
        .containsExactly("Unpacking Camunda 1.2.3 (once)", "Copying OpenSearch 4.5.6 (once)");
    assertThat(software.unpacked()).isTrue();
  }

  @Test
  void shouldHaveTasklistTakeTimesWithoutMilliseconds() throws Exception {
    var parts = Parts.read(FakeDistribution.in(folder, "exit 0"));
    var software = Software.in(folder.resolve("kept"), parts);

    software.unpack(parts, PlatformListener.SILENT);

    assertThat(FakeDistribution.tasklistSchemaOf(software.camunda()))
        .contains("\"date_time || date_time_no_millis || epoch_millis\"");
  }

  @Test
  void shouldNotTrustWhatAnInterruptedRunLeftBehind() throws Exception {
    var parts = Parts.read(FakeDistribution.in(folder, "exit 0"));
    var software = Software.in(folder.resolve("kept"), parts);
    Files.createDirectories(folder.resolve("kept/camunda-1.2.3.new-123/bin"));

    assertThat(software.unpacked()).isFalse();
    software.unpack(parts, PlatformListener.SILENT);

    assertThat(software.camunda().resolve("bin/broker")).exists();
  }

  @Test
  void shouldSayWhatToDoAboutABrokenArchiveAndLeaveNothing() throws IOException {
    var archive = Files.writeString(folder.resolve("broken.tar.gz"), "no archive");
    var parts =
        Parts.read(
            FakeDistribution.parts(folder, archive, Files.createFile(folder.resolve("x.jar"))));
    var software = Software.in(folder.resolve("kept"), parts);

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> software.unpack(parts, PlatformListener.SILENT))
        .withMessageStartingWith(
            "The Camunda distribution %s cannot be unpacked (".formatted(archive))
        .withMessageEndingWith(
            "if the disk is not full, delete that file and let Maven fetch it again.");
    assertThat(folder.resolve("kept")).isEmptyDirectory();
  }

  @Test
  void shouldSayHowToGetADistributionThatIsMissing() throws IOException {
    var archive = folder.resolve("gone.tar.gz");
    var parts = Parts.read(FakeDistribution.parts(folder, archive, archive));
    var software = Software.in(folder.resolve("kept"), parts);

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> software.unpack(parts, PlatformListener.SILENT))
        .withMessage(
            ("The Camunda distribution is missing at %s: let Maven fetch it again with"
                    + " `mvn package -DskipTests -pl platform/parts -am`.")
                .formatted(archive));
  }

  @Test
  void shouldSayHowToMakeThePartsFile() {
    var file = folder.resolve("parts.properties");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Parts.read(file))
        .withMessage(
            ("The Camunda distribution is missing, for there is no file %s: let Maven fetch it with"
                    + " `mvn package -DskipTests -pl platform/parts -am`.")
                .formatted(file));
  }

  @Test
  void shouldSayWhatIsMissingInThePartsFile() throws IOException {
    var file =
        Files.writeString(folder.resolve("parts.properties"), "distribution.version=${unknown}\n");

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Parts.read(file))
        .withMessageStartingWith("The file %s does not say 'distribution.version'".formatted(file));
  }
}
