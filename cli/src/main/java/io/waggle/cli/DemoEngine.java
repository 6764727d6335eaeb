package io.waggle.cli;

import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EnginePorts;
import io.waggle.embedded.process.EngineProcess;
import io.waggle.embedded.process.EngineProcessException;
import java.util.List;
import java.util.function.Consumer;

/** The demo's engine; where it is killed, an empty one takes its place. */
final class DemoEngine implements AutoCloseable {
  private final DemoHome home;
  private final EnginePorts ports;
  private EngineProcess process;
  private boolean closed;

  private DemoEngine(DemoHome home, EnginePorts ports) {
    this.home = home;
    this.ports = ports;
    this.process = launch();
  }

  /** Returns when it serves. */
  static DemoEngine start(DemoHome home, EnginePorts ports) {
    return new DemoEngine(home, ports);
  }

  private EngineProcess launch() {
    EngineLaunch launch =
        EngineLaunch.ofJar(BuiltJar.ENGINE.find())
            .withArchive(home.engineClasses())
            .withOptions(List.of("-Xmx512m"));
    return EngineProcess.start(launch, home.engineLog(), ports.grpc(), ports.rest());
  }

  long pid() {
    return running().pid();
  }

  /**
   * From now on, whenever it is killed.
   *
   * @param then is done when the empty one serves
   * @param problem is told why there is none
   */
  void replace(Runnable then, Consumer<String> problem) {
    Thread.ofVirtual()
        .name("demo-engine")
        .start(
            () -> {
              try {
                while (comesBack()) {
                  then.run();
                }
              } catch (EngineProcessException notStarted) {
                problem.accept("No empty engine could be started: " + notStarted.getMessage());
              }
            });
  }

  /** Waits for its end; false if that was meant. */
  private boolean comesBack() {
    running().onExit().join();
    synchronized (this) {
      if (!closed) {
        process = launch();
      }
      return !closed;
    }
  }

  private synchronized ProcessHandle running() {
    return process.handle();
  }

  synchronized void kill() {
    closed = true;
    process.kill();
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.close();
  }
}
