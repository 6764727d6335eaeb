package io.waggle.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files that an engine takes, by what somebody typed. */
final class ModelFiles {
  private static final List<String> ENDINGS = List.of(".bpmn", ".dmn", ".form");

  /** Copies are built into the one, strangers' files are in the other. */
  private static final Set<String> LEFT_OUT = Set.of("target", "node_modules");

  private ModelFiles() {}

  /**
   * @param typed files and folders
   * @return files, in the order of what was typed, each once
   * @throws IllegalArgumentException with all that is wrong with them
   */
  static List<Path> in(List<Path> typed) {
    Complaints complaints = new Complaints();
    List<Path> files =
        typed.stream()
            .flatMap(one -> complaints.orElse(List.<Path>of(), () -> at(one)).stream())
            .distinct()
            .toList();
    complaints.raise();
    return files;
  }

  private static List<Path> at(Path typed) {
    if (Files.isDirectory(typed)) {
      return within(typed);
    }
    if (!Files.exists(typed)) {
      throw new IllegalArgumentException("There is no file '%s'.".formatted(typed));
    }
    if (!isModel(typed)) {
      throw new IllegalArgumentException(
          "'%s' is none of *.bpmn, *.dmn and *.form, which are what an engine takes."
              .formatted(typed));
    }
    return List.of(typed.normalize());
  }

  private static List<Path> within(Path folder) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
              String name = String.valueOf(inner.getFileName());
              boolean leftOut = LEFT_OUT.contains(name) || name.startsWith(".");
              return leftOut && !inner.equals(folder)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isModel(file)) {
                found.add(file.normalize());
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The folder '%s' cannot be read: %s.".formatted(folder, unreadable), unreadable);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no *.bpmn, *.dmn or *.form in the folder '%s'.".formatted(folder));
    }
    return found.stream().sorted().toList();
  }

  private static boolean isModel(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
