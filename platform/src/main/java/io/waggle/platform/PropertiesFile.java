package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Small files of keys and values, in UTF-8. A reader sees the old content or the new, never half.
 */
final class PropertiesFile {
  private PropertiesFile() {}

  static Properties read(Path file) throws IOException {
    var read = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      read.load(reader);
    }
    return read;
  }

  static void write(Path file, Properties content) throws IOException {
    Files.createDirectories(file.getParent());
    var temporary = file.resolveSibling(file.getFileName() + ".new");
    try (var writer = Files.newBufferedWriter(temporary)) {
      content.store(writer, null);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
