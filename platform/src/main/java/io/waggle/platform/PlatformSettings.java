package io.waggle.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform lives and how it is started. Start from {@link #defaults()} and change what is
 * different.
 *
 * @param home folder that holds data/, logs/ and the list of running processes; default {@code
 *     ~/.waggle/platform}
 * @param software folder that holds the unpacked distribution, kept for good and shared by any
 *     number of platforms; default {@code software} in the home
 * @param parts file made by the build that says where the downloaded distribution lies; default
 *     from the system property {@value #PARTS_PROPERTY}, else from the environment variable {@code
 *     WAGGLE_PLATFORM_PARTS}. Needed for the first start and for another version only
 * @param portOffset added to every port (gRPC 26500, REST 8088, web 8080, ...), 0 to 30000; default
 *     0
 * @param brokers how many Zeebe brokers, {@value #LEAST_BROKERS} or {@value #MOST_BROKERS}; with
 *     several there are as many partitions, each on every broker, and a gateway before them.
 *     Default {@code null}: as many as the data in the home belongs to, {@value #LEAST_BROKERS} if
 *     there is none
 * @param heaps Java heap of each process
 * @param startTimeout how long one process may take until it is ready; default 5 minutes
 * @param endsWithOwner whether the platform ends when the JVM that started it ends, however that
 *     ends; default no
 */
public record PlatformSettings(
    Path home,
    Path software,
    Path parts,
    int portOffset,
    @Nullable Integer brokers,
    Heaps heaps,
    Duration startTimeout,
    boolean endsWithOwner) {

  /** Name of the system property that points to the parts file. */
  public static final String PARTS_PROPERTY = "waggle.platform.parts";

  /** Number of brokers without a cluster. */
  public static final int LEAST_BROKERS = 1;

  /** Number of brokers of a cluster: the smallest of which one may die. */
  public static final int MOST_BROKERS = 3;

  private static final String SOFTWARE = "software";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

  /** Makes paths absolute; checks the offset, the number of brokers and the timeout. */
  public PlatformSettings {
    home = home.toAbsolutePath().normalize();
    software = software.toAbsolutePath().normalize();
    parts = parts.toAbsolutePath().normalize();
    new Ports(portOffset);
    if (brokers != null && brokers != LEAST_BROKERS && brokers != MOST_BROKERS) {
      throw new IllegalArgumentException(
          "The number of brokers must be %d or %d, but is %d."
              .formatted(LEAST_BROKERS, MOST_BROKERS, brokers));
    }
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw new IllegalArgumentException(
          "The start timeout must be longer than nothing, but is " + startTimeout + ".");
    }
  }

  /** The platform of this user, on the usual ports. */
  public static PlatformSettings defaults() {
    var home = Path.of(System.getProperty("user.home"), ".waggle", "platform");
    return new PlatformSettings(
        home, home.resolve(SOFTWARE), defaultParts(), 0, null, Heaps.DEFAULT, START_TIMEOUT, false);
  }

  /**
   * A platform for one run of tests: on free ports, gone when this JVM is gone. The software is
   * kept beside the parts file, so that the next run need not unpack it.
   *
   * @param home folder for its data; the caller empties it
   */
  public static PlatformSettings ephemeral(Path home) {
    var offset =
        Ports.freeOffset()
            .orElseThrow(
                () ->
                    new PlatformException(
                        "No free range of ports was found: stop other servers, then try again."));
    var parts = defaultParts();
    return new PlatformSettings(
        home,
        parts.resolveSibling(SOFTWARE),
        parts,
        offset,
        null,
        Heaps.DEFAULT,
        START_TIMEOUT,
        true);
  }

  /** The same in another home; software kept in the old home's folder moves with it. */
  public PlatformSettings withHome(Path newHome) {
    var moved = software.equals(home.resolve(SOFTWARE)) ? newHome.resolve(SOFTWARE) : software;
    return new PlatformSettings(
        newHome, moved, parts, portOffset, brokers, heaps, startTimeout, endsWithOwner);
  }

  /** The same with the unpacked distribution in another folder. */
  public PlatformSettings withSoftware(Path newSoftware) {
    return new PlatformSettings(
        home, newSoftware, parts, portOffset, brokers, heaps, startTimeout, endsWithOwner);
  }

  /** The same with another parts file. */
  public PlatformSettings withParts(Path newParts) {
    return new PlatformSettings(
        home, software, newParts, portOffset, brokers, heaps, startTimeout, endsWithOwner);
  }

  /** The same on other ports. */
  public PlatformSettings withPortOffset(int newPortOffset) {
    return new PlatformSettings(
        home, software, parts, newPortOffset, brokers, heaps, startTimeout, endsWithOwner);
  }

  /** The same with this number of brokers, {@value #LEAST_BROKERS} or {@value #MOST_BROKERS}. */
  public PlatformSettings withBrokers(int newBrokers) {
    return new PlatformSettings(
        home, software, parts, portOffset, newBrokers, heaps, startTimeout, endsWithOwner);
  }

  /** The same with other heaps. */
  public PlatformSettings withHeaps(Heaps newHeaps) {
    return new PlatformSettings(
        home, software, parts, portOffset, brokers, newHeaps, startTimeout, endsWithOwner);
  }

  /** The same with more or less patience for each process. */
  public PlatformSettings withStartTimeout(Duration newStartTimeout) {
    return new PlatformSettings(
        home, software, parts, portOffset, brokers, heaps, newStartTimeout, endsWithOwner);
  }

  /** The same, ending with this JVM or not. */
  public PlatformSettings withEndsWithOwner(boolean newEndsWithOwner) {
    return new PlatformSettings(
        home, software, parts, portOffset, brokers, heaps, startTimeout, newEndsWithOwner);
  }

  Ports ports() {
    return new Ports(portOffset);
  }

  private static Path defaultParts() {
    return Optional.ofNullable(System.getProperty(PARTS_PROPERTY))
        .or(() -> Optional.ofNullable(System.getenv("WAGGLE_PLATFORM_PARTS")))
        .map(Path::of)
        .orElse(Path.of("platform", "parts", "target", "parts.properties"));
  }
}
