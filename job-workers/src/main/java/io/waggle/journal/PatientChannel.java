package io.waggle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.h2.store.fs.FileBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is written to as soon as that is possible, however long it takes. Who waits holds
 * nobody up that reads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // what is at a position needs no monitor
final class PatientChannel extends FileBase {
  private static final Logger LOG = LoggerFactory.getLogger(PatientChannel.class);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Said once a minute. */
  private static final int TRIES_A_WARNING = 240;

  /** Of whatever file of this process cannot be written to. */
  private static volatile @Nullable String trouble;

  private final FileChannel file;

  PatientChannel(FileChannel file) {
    this.file = file;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    return patiently(() -> file.write(bytes));
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    return patiently(() -> file.write(bytes, position));
  }

  /** Why a write waits; empty if none does. */
  static Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** To write some bytes. */
  private interface Write {
    int now() throws IOException;
  }

  /** An interruption is kept for later: it would close the file, for everybody. */
  private static int patiently(Write write) throws IOException {
    boolean interrupted = false;
    boolean waits = false;
    try {
      for (int tries = 0; ; tries++) {
        interrupted |= Thread.interrupted();
        try {
          return written(write, tries);
        } catch (ClosedChannelException closed) {
          throw closed;
        } catch (IOException full) {
          waits = true;
          trouble = String.valueOf(full.getMessage());
          if (tries % TRIES_A_WARNING == 0) {
            LOG.warn("Waiting for the journal's disk: {}", full.getMessage());
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } finally {
      if (waits) {
        trouble = null;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static int written(Write write, int triesBefore) throws IOException {
    int written = write.now();
    if (triesBefore > 0) {
      LOG.info("The journal's disk can be written to again");
    }
    return written;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return file.read(bytes);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return file.read(bytes, position);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    file.force(metaData);
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
