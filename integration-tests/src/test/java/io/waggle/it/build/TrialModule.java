package io.waggle.it.build;

import static io.waggle.it.build.Artifact.element;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A module with our parent, outside of our sources. Its folder is somewhere below the root, so that
 * Maven takes that for the root, too.
 */
final class TrialModule {
  private final Path folder;
  private final StringBuilder properties = new StringBuilder();
  private final StringBuilder dependencies = new StringBuilder();

  TrialModule(Path folder) {
    this.folder = folder;
  }

  TrialModule setting(String property, String value) {
    properties.append(element(property, value));
    return this;
  }

  TrialModule using(Artifact artifact, String scope) {
    dependencies.append(element("dependency", artifact.xml() + element("scope", scope)));
    return this;
  }

  /** Writes it and builds it, but for the gates on how code is written. */
  Maven.Build verify(Maven maven, Path parent) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>io.waggle</groupId>
            <artifactId>waggle-parent</artifactId>
            <version>0.1.0-SNAPSHOT</version>
            <relativePath>%s</relativePath>
          </parent>
          <artifactId>trial</artifactId>
          <properties>%s</properties>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(folder.relativize(parent), properties, dependencies));
    return maven.run(folder, "verify", "-Dspotless.check.skip", "-Dcheckstyle.skip");
  }
}
