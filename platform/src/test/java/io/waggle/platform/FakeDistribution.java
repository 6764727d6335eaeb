package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Stands in for the 300 MB of the real one: its broker is a shell script. */
final class FakeDistribution {
  private static final String SCHEMA = "schema/os/create/template/tasklist-list-view.json";

  private FakeDistribution() {}

  /** Makes one in a folder; returns its parts file. */
  static Path in(Path folder, String brokerScript) throws IOException, InterruptedException {
    var bin = Files.createDirectories(folder.resolve("camunda-zeebe-1.2.3/bin"));
    var broker = Files.writeString(bin.resolve("broker"), "#!/bin/sh\n" + brokerScript + "\n");
    assertThat(broker.toFile().setExecutable(true)).isTrue();
    tasklistSchema(Files.createDirectories(folder.resolve("camunda-zeebe-1.2.3/lib")));
    var archive = folder.resolve("distribution.tar.gz");
    var packed =
        Command.run(
            List.of(
                "tar", "-czf", archive.toString(), "-C", folder.toString(), "camunda-zeebe-1.2.3"));
    assertThat(packed.exitCode()).as(packed.output()).isZero();
    var jar = Files.createFile(folder.resolve("some.jar"));
    return parts(folder, archive, jar);
  }

  private static void tasklistSchema(Path libraries) throws IOException {
    var jar = libraries.resolve("tasklist-els-schema-1.2.3.jar");
    try (var content = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      var schema = content.getPath(SCHEMA);
      Files.createDirectories(schema.getParent());
      Files.writeString(
          schema,
          """
          {"dueDate": {"format": "date_time || epoch_millis", "type": "date"}}
          """);
    }
  }

  /** The schema of Tasklist's list of tasks in an unpacked distribution. */
  static String tasklistSchemaOf(Path camunda) throws IOException {
    var jar = camunda.resolve("lib/tasklist-els-schema-1.2.3.jar");
    try (var content = FileSystems.newFileSystem(jar)) {
      return Files.readString(content.getPath(SCHEMA));
    }
  }

  static Path parts(Path folder, Path archive, Path jar) throws IOException {
    return Files.writeString(
        folder.resolve("parts.properties"),
        """
        distribution.version=1.2.3
        distribution.archive=%s
        opensearch.version=4.5.6
        opensearch.node=%s
        opensearch.jars=%s
        """
            .formatted(archive, jar, jar));
  }
}
