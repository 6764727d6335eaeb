package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final byte[] WITH_MAGIC = {(byte) 0xf0, 0x0b, (byte) 0xab, (byte) 0xa8, 1};
  private static final byte[] WITHOUT_MAGIC = {0, 0, 0, 0, 1};

  @TempDir private Path folder;

  @Test
  void shouldGoWithoutFirstThenRecordThenUse() throws IOException {
    var archive = archive();

    assertThat(archive.options()).isEmpty();
    assertThat(archive.options()).containsExactly("-XX:ArchiveClassesAtExit=" + archive.fresh());
    Files.write(archive.fresh(), WITH_MAGIC);
    archive.takeOver();
    assertThat(archive.options()).containsExactly("-XX:SharedArchiveFile=" + archive.kept());
    assertThat(archive.kept()).hasBinaryContent(WITH_MAGIC);
  }

  @Test
  void shouldNotTakeOverWhatAKilledProcessLeftHalfWritten() throws IOException {
    var archive = archive();
    Files.write(archive.fresh(), WITHOUT_MAGIC);

    archive.takeOver();

    assertThat(archive.kept()).doesNotExist();
  }

  private ClassArchive archive() throws IOException {
    var layout = new Layout(folder);
    var program = Files.createDirectories(folder.resolve("program"));
    Files.createDirectories(layout.temporary(Component.BROKER));
    return ClassArchive.of(Component.BROKER, program, new Jdk(folder, "25.0.1"), layout);
  }
}
