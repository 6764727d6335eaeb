package io.waggle.platform;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes Tasklist's index take all the times that Tasklist writes. Tasklist 8.6.0 writes those of a
 * task in ISO 8601, which leaves milliseconds out where there are none, and has its index refuse
 * that: one task in a thousand is made, and any may be due, at a whole second. Its import then
 * tries that task for ever, and shows no other.
 */
final class TasklistSchema {
  private static final String LIST_VIEW = "schema/os/create/template/tasklist-list-view.json";
  private static final String AS_SHIPPED = "\"date_time || epoch_millis\"";
  private static final String MENDED = "\"date_time || date_time_no_millis || epoch_millis\"";

  private TasklistSchema() {}

  /**
   * Before Tasklist has made its index; one that is there it would not start with any more.
   *
   * @param libraries folder with the jars of a distribution
   */
  static void mend(Path libraries) throws IOException {
    try (var jars = Files.newDirectoryStream(libraries, "tasklist-els-schema-*.jar")) {
      for (var jar : jars) {
        try (var content = FileSystems.newFileSystem(jar)) {
          var schema = content.getPath(LIST_VIEW);
          Files.writeString(schema, Files.readString(schema).replace(AS_SHIPPED, MENDED));
        }
      }
    }
  }
}
