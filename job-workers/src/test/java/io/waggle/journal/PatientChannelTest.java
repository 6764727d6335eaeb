package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.h2.store.fs.FileBaseDefault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PatientChannelTest {
  private static final int LONGER_THAN_SOME = 3;

  @TempDir private Path folder;
  private FileChannel file;
  private int refused;
  private Optional<String> trouble = Optional.empty();

  @BeforeEach
  void open() throws IOException {
    file =
        FileChannel.open(
            folder.resolve("f"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /** Has room only after some writes. */
  private final class FullDisk extends FileBaseDefault {
    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      trouble = PatientChannel.trouble();
      if (refused < LONGER_THAN_SOME) {
        refused++;
        throw new IOException("No space left on device");
      }
      return file.write(bytes, position);
    }

    @Override
    public synchronized int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.wrap(new byte[] {1, 2, 3});
  }

  @Test
  void shouldWriteAsSoonAsThereIsRoom() throws Exception {
    assertThat(new PatientChannel(new FullDisk()).write(bytes(), 0)).isEqualTo(3);

    assertThat(refused).isEqualTo(LONGER_THAN_SOME);
    assertThat(file.size()).isEqualTo(3);
    assertThat(trouble).as("meanwhile").contains("No space left on device");
    assertThat(PatientChannel.trouble()).isEmpty();
  }

  @Test
  void shouldWriteForAThreadThatIsInterruptedAndLeaveItSo() throws Exception {
    Thread.currentThread().interrupt();

    int written = new PatientChannel(file).write(bytes(), 0);
    boolean interrupted = Thread.interrupted();

    assertThat(written).isEqualTo(3);
    assertThat(interrupted).isTrue();
    assertThat(file.isOpen()).isTrue();
  }

  @Test
  void shouldNotWaitForAFileThatIsClosed() throws Exception {
    file.close();

    assertThatThrownBy(() -> new PatientChannel(file).write(bytes(), 0))
        .isInstanceOf(ClosedChannelException.class);
  }
}
