package io.waggle.platform;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A small process beside the platform that stops it when its owner is gone, also when the owner was
 * killed and could do nothing itself. Needs no library but this one.
 */
final class OwnerWatch {
  private OwnerWatch() {}

  /** Starts the watch over the JVM that calls this. */
  static void start(Layout layout, Roster roster, Jdk jdk) {
    var owner = RecordedProcess.of(ProcessHandle.current());
    var launch =
        new Launch(
            List.of(
                jdk.java().toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ownClassPath(),
                OwnerWatch.class.getName(),
                layout.home().toString(),
                String.valueOf(owner.pid()),
                owner.started().toString()),
            Map.of());
    try {
      var watch = launch.start(layout.home(), new LogFile(layout.ownerWatchLog()));
      roster.put(Roster.OWNER_WATCH, RecordedProcess.of(watch.toHandle()));
    } catch (IOException e) {
      throw new PlatformException("The owner watch could not be started: " + e + ".", e);
    }
  }

  /**
   * Waits for the owner's end, then stops the platform.
   *
   * @param args home of the platform; process id and start time of the owner
   */
  public static void main(String[] args) {
    var layout = new Layout(Path.of(args[0]));
    var owner = new RecordedProcess(Long.parseLong(args[1]), Instant.parse(args[2]));
    owner.find().ifPresent(process -> process.onExit().join());
    HomeLock.holding(layout, () -> stop(new Roster(layout.roster())));
  }

  private static List<Component> stop(Roster roster) {
    // Else the first thing stopped would be this process.
    roster.remove(Roster.OWNER_WATCH);
    return Shutdown.all(roster, System.out::println);
  }

  private static String ownClassPath() {
    try {
      return Path.of(OwnerWatch.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
