package io.waggle.cli;

import io.waggle.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which local platform. */
final class PlatformOptions {
  /** Environment variable for the platform's folder. */
  static final String HOME = "WAGGLE_PLATFORM_HOME";

  /** Environment variable for what is added to every port. */
  static final String PORT_OFFSET = "WAGGLE_PLATFORM_PORT_OFFSET";

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Where its data and logs are; default: " + HOME + ", else ~/.waggle/platform.")
  private @Nullable Path home;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Added to every port; default: " + PORT_OFFSET + ", else 0.")
  private @Nullable Integer portOffset;

  PlatformSettings settings(Map<String, String> environment) {
    PlatformSettings settings = from(environment);
    if (home != null) {
      settings = settings.withHome(home);
    }
    return portOffset == null ? settings : settings.withPortOffset(portOffset);
  }

  static PlatformSettings from(Map<String, String> environment) {
    PlatformSettings settings = PlatformSettings.defaults();
    String home = environment.getOrDefault(HOME, "");
    if (!home.isBlank()) {
      settings = settings.withHome(Path.of(home));
    }
    String offset = environment.getOrDefault(PORT_OFFSET, "");
    if (offset.isBlank()) {
      return settings;
    }
    try {
      return settings.withPortOffset(Integer.parseInt(offset.strip()));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be a whole number.".formatted(PORT_OFFSET, offset), notANumber);
    }
  }
}
