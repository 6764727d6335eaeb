package io.waggle.crashtest;

import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EngineProcess;
import io.waggle.embedded.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * An engine that can be killed. An empty one comes back on the same ports and gives the same keys
 * once more, as a broker does whose data is gone. Not safe for several threads.
 */
final class OwnEngine implements AutoCloseable {
  private final EngineLaunch launch;
  private final Path log;
  private final Cluster cluster;
  private EngineProcess engine;

  private OwnEngine(EngineLaunch launch, Path log) {
    this.launch = launch;
    this.log = log;
    this.engine = EngineProcess.start(launch, log, FreePort.find(), FreePort.find());
    this.cluster = new Cluster(engine.grpcAddress(), engine.restAddress());
  }

  /** Serves when this returns. */
  static OwnEngine start(EngineLaunch launch, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new OwnEngine(launch.withKeysFrom(Instant.now()), log);
    } catch (IOException failure) {
      throw new CrashTestException(
          "There is no room for the engine's log: %s.".formatted(failure.getMessage()), failure);
    }
  }

  /** Where it serves; the same for all its life. */
  Cluster cluster() {
    return cluster;
  }

  /** SIGKILL. Returns when the process is gone. */
  void kill() {
    engine.kill();
  }

  /** After {@link #kill}; serves when this returns, and knows nothing. */
  void comeBackEmpty() {
    engine =
        EngineProcess.start(
            launch, log, cluster.grpcAddress().getPort(), cluster.restAddress().getPort());
  }

  @Override
  public void close() {
    engine.close();
  }
}
