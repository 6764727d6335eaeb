package io.waggle.it.build;

import static io.waggle.it.build.Artifact.element;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A module with our parent, outside of our sources. */
final class TrialModule {
  private final String name;
  private final StringBuilder properties = new StringBuilder();
  private final StringBuilder dependencies = new StringBuilder();

  TrialModule(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  TrialModule setting(String property, String value) {
    properties.append(element(property, value));
    return this;
  }

  TrialModule using(Artifact artifact, String scope) {
    dependencies.append(element("dependency", artifact.xml() + element("scope", scope)));
    return this;
  }

  /** Into a folder of its own, beside those of others. */
  void write(Path besideOthers, Path parent) throws IOException {
    Path folder = besideOthers.resolve(name);
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
          <artifactId>%s</artifactId>
          <properties>%s</properties>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(folder.relativize(parent), name, properties, dependencies));
  }
}
