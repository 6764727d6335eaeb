package io.waggle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"waggle " + of("version"), "Java " + Runtime.version()};
  }

  /**
   * @param name {@code version} or {@code springBoot}
   */
  static String of(String name) {
    Properties properties = new Properties();
    try (InputStream file =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      properties.load(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Objects.requireNonNull(properties.getProperty(name), name);
  }
}
