package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Which versions made a data folder. Data of another version is refused before anything reads it.
 */
record DataStamp(String camundaVersion, String openSearchVersion) {
  private static final String CAMUNDA = "camunda";
  private static final String OPENSEARCH = "opensearch";

  static DataStamp of(Parts parts) {
    return new DataStamp(parts.camundaVersion(), parts.openSearchVersion());
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
        read.getProperty(CAMUNDA, "(unknown)"), read.getProperty(OPENSEARCH, "(unknown)"));
  }

  private void write(Path file) throws IOException {
    var written = new Properties();
    written.setProperty(CAMUNDA, camundaVersion);
    written.setProperty(OPENSEARCH, openSearchVersion);
    PropertiesFile.write(file, written);
  }
}
