package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the platform is made of and where Maven put it: the file that the module
 * waggle-platform-parts writes.
 *
 * @param camundaVersion version of the Camunda distribution
 * @param distribution the distribution as a tar.gz
 * @param openSearchVersion version of the OpenSearch jars
 * @param openSearchJars OpenSearch's class path
 * @param openSearchNode the jar with our main class for it
 */
record Parts(
    String camundaVersion,
    Path distribution,
    String openSearchVersion,
    List<Path> openSearchJars,
    Path openSearchNode) {

  static Parts read(Path file) {
    Properties read;
    try {
      read = PropertiesFile.read(file);
    } catch (IOException e) {
      throw new PlatformException(
          ("The Camunda distribution is missing, for there is no file %s: let Maven fetch it with"
                  + " `mvn package -DskipTests -pl platform/parts -am`.")
              .formatted(file),
          e);
    }
    return new Parts(
        value(read, file, "distribution.version"),
        Path.of(value(read, file, "distribution.archive")),
        value(read, file, "opensearch.version"),
        Stream.of(value(read, file, "opensearch.jars").split("\\|")).map(Path::of).toList(),
        Path.of(value(read, file, "opensearch.node")));
  }

  private static String value(Properties properties, Path file, String key) {
    return Optional.ofNullable(properties.getProperty(key))
        .filter(value -> !value.isBlank() && !value.contains("${"))
        .orElseThrow(
            () ->
                new PlatformException(
                    ("The file %s does not say '%s': make it anew with"
                            + " `mvn package -DskipTests -pl platform/parts -am`.")
                        .formatted(file, key)));
  }
}
