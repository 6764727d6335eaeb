package io.waggle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes the files of a small project: a worker with two agents, and their test. */
final class NewProject {
  private final ProjectNames names;
  private final Map<String, String> words;

  NewProject(ProjectNames names) {
    this.names = names;
    this.words =
        Map.of(
            "%NAME%", names.name(),
            "%PACKAGE%", names.packageName(),
            "%CLASS%", names.className(),
            "%WAGGLE%", Version.of("version"),
            "%SPRING_BOOT%", Version.of("springBoot"));
  }

  /**
   * @param folder where; it must not exist, or be empty
   * @return the files, relative to the folder
   */
  List<String> write(Path folder) {
    try {
      requireEmpty(folder);
      Map<String, String> files = files();
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = folder.resolve(file.getValue());
        Files.createDirectories(target.getParent());
        Files.writeString(target, text(file.getKey()));
      }
      return List.copyOf(files.values());
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "The project cannot be written to %s: %s.".formatted(folder, failure),
          failure);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isEmpty()) {
          return;
        }
      }
    } else if (!Files.exists(folder)) {
      return;
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "%s exists already, and nothing in it is overwritten: choose another name, or --in another folder."
            .formatted(folder));
  }

  /** Templates, and where what is made of them goes. */
  private Map<String, String> files() {
    String java = "src/main/java/" + names.folder() + "/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "README.md");
    files.put("pom.xml", "pom.xml");
    files.put("gitignore", ".gitignore");
    files.put("Application.java", java + names.className() + "Application.java");
    files.put("Orders.java", java + "Orders.java");
    files.put("application.yaml", "src/main/resources/application.yaml");
    files.put("correspondent.md", "src/main/resources/agents/correspondent.md");
    files.put("screenplay.yaml", "src/main/resources/screenplay.yaml");
    files.put(
        "ApplicationTest.java",
        "src/test/java/%s/%sTest.java".formatted(names.folder(), names.className()));
    return files;
  }

  private String text(String template) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            NewProject.class.getResourceAsStream("project/" + template), template)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> word : words.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      return text;
    }
  }
}
