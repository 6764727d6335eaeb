package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * Which versions made a data folder, and for how many brokers. Other data is refused before
 * anything reads it: the number of partitions and who holds them is fixed when a cluster begins.
 */
record DataStamp(String camundaVersion, String openSearchVersion, int brokers) {
  private static final String CAMUNDA = "camunda";
  private static final String OPENSEARCH = "opensearch";
  private static final String BROKERS = "brokers";

  static DataStamp of(Parts parts, int brokers) {
    return new DataStamp(parts.camundaVersion(), parts.openSearchVersion(), brokers);
  }

  /** How many brokers the data belongs to; empty if there is none yet. */
  static OptionalInt brokersOf(Layout layout) {
    try {
      return Files.exists(layout.dataStamp())
          ? OptionalInt.of(read(layout.dataStamp()).brokers())
          : OptionalInt.empty();
    } catch (IOException e) {
      throw unusable(layout, e);
    }
  }

  /** Refuses a folder that others made; changes nothing. */
  void requireNoOther(Layout layout) {
    try {
      if (Files.exists(layout.dataStamp())) {
        requireSame(read(layout.dataStamp()), layout.data());
      } else if (hasContent(layout.data())) {
        throw new PlatformException(
            ("The data folder %s was not made by this platform: move or delete it, or choose"
                    + " another home.")
                .formatted(layout.data()));
      }
    } catch (IOException e) {
      throw unusable(layout, e);
    }
  }

  /** Marks the folder as ours. */
  void leave(Layout layout) {
    try {
      write(layout.dataStamp());
    } catch (IOException e) {
      throw unusable(layout, e);
    }
  }

  private static PlatformException unusable(Layout layout, IOException e) {
    return new PlatformException(
        "The data folder %s cannot be used: %s.".formatted(layout.data(), e), e);
  }

  private void requireSame(DataStamp found, Path folder) {
    if (found.brokers != brokers) {
      throw new PlatformException(
          ("The data in %s belongs to %s, but the platform was to start with %s: leave the number"
                  + " as it was, move or delete that folder, or choose another home.")
              .formatted(folder, brokers(found.brokers), brokers(brokers)));
    }
    if (!found.equals(this)) {
      throw new PlatformException(
          ("The data in %s was made by Camunda %s with OpenSearch %s, but this is Camunda %s with"
                  + " OpenSearch %s: move or delete that folder, or choose another home.")
              .formatted(
                  folder,
                  found.camundaVersion,
                  found.openSearchVersion,
                  camundaVersion,
                  openSearchVersion));
    }
  }

  private static String brokers(int number) {
    return number == 1 ? "1 broker" : number + " brokers";
  }

  private static boolean hasContent(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try (var children = Files.list(folder)) {
      return children.findAny().isPresent();
    }
  }

  private static DataStamp read(Path file) throws IOException {
    var read = PropertiesFile.read(file);
    return new DataStamp(
        read.getProperty(CAMUNDA, "(unknown)"),
        read.getProperty(OPENSEARCH, "(unknown)"),
        Integer.parseInt(read.getProperty(BROKERS, "1")));
  }

  private void write(Path file) throws IOException {
    var written = new Properties();
    written.setProperty(CAMUNDA, camundaVersion);
    written.setProperty(OPENSEARCH, openSearchVersion);
    written.setProperty(BROKERS, String.valueOf(brokers));
    PropertiesFile.write(file, written);
  }
}
