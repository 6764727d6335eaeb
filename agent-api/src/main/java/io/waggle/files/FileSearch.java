package io.waggle.files;

import io.waggle.bpmn.Preview;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Walks a folder, without following links. */
final class FileSearch {
  private static final int MAX_FILES = 500;
  private static final int MAX_PLACES = 200;
  private static final int LINE_LENGTH = 300;

  private final Root root;
  private final TextFiles texts;

  FileSearch(Root root, TextFiles texts) {
    this.root = root;
    this.texts = texts;
  }

  String list(Path folder, String pattern) throws IOException {
    List<String> found = new ArrayList<>();
    boolean complete =
        walk(
            folder,
            pattern,
            path -> {
              found.add(root.show(path) + (Files.isDirectory(path) ? "/" : ""));
              return found.size() < MAX_FILES;
            });
    return answer(found.stream().sorted().toList(), complete, "file");
  }

  String find(Path folder, String pattern, String text) throws IOException {
    if (text.isEmpty()) {
      throw new FileToolException("The text to find is empty; list_files lists files.");
    }
    Occurrences wanted = new Occurrences(text.toLowerCase(Locale.ROOT));
    List<String> found = new ArrayList<>();
    boolean complete =
        walk(
            folder,
            pattern,
            path -> {
              if (Files.isRegularFile(path)) {
                addPlaces(path, wanted, found);
              }
              return found.size() < MAX_PLACES;
            });
    return answer(found, complete, "place");
  }

  private void addPlaces(Path file, Occurrences wanted, List<String> found) {
    try {
      int number = 0;
      for (String line : texts.read(file).lines().toList()) {
        number++;
        if (found.size() < MAX_PLACES && wanted.areIn(line.toLowerCase(Locale.ROOT))) {
          String shown = Preview.of(line.strip(), LINE_LENGTH);
          found.add("%s:%d: %s".formatted(root.show(file), number, shown));
        }
      }
    } catch (FileToolException notAText) {
      // has none
    }
  }

  private static String answer(List<String> found, boolean complete, String what) {
    if (found.isEmpty()) {
      return "[nothing found]";
    }
    String all = String.join("\n", found);
    return complete
        ? all
        : all + "\n[there are more; these are the first %d %ss]".formatted(found.size(), what);
  }

  /** Shows every path that fits until {@code goOn} says no; returns whether it saw all. */
  private static boolean walk(Path folder, String pattern, Predicate<Path> goOn)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileToolException("That folder does not exist.");
    }
    Glob glob = Glob.of(pattern);
    boolean[] complete = {true};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return path.equals(folder) ? FileVisitResult.CONTINUE : visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (Thread.currentThread().isInterrupted()) { // nobody waits for it any more
              complete[0] = false;
              return FileVisitResult.TERMINATE;
            }
            if (attributes.isSymbolicLink() || !glob.test(Root.slashed(folder.relativize(path)))) {
              return FileVisitResult.CONTINUE;
            }
            complete[0] = goOn.test(path);
            return complete[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
    return complete[0];
  }
}
