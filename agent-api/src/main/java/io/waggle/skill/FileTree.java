package io.waggle.skill;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a folder, in a file system or a jar.
 *
 * @param name of the folder
 * @param origin where it is, for messages
 * @param files by their paths within it
 */
record FileTree(String name, String origin, SortedMap<String, Content> files) {
  /** Files that are looked at; a folder with more is no folder of skills. */
  static final int MOST = 10_000;

  /** How deep folders are nested that are looked at. */
  static final int DEPTH = 20;

  /** A file that has not been read. */
  interface Content {
    long size();

    InputStream open() throws IOException;
  }

  /** Whether a part of the path is hidden: what version control and desktops leave behind. */
  static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }

  /** The part of it that is below one of its folders. */
  FileTree below(String folder) {
    String start = folder + "/";
    SortedMap<String, Content> part = new TreeMap<>();
    for (Map.Entry<String, Content> file : files.entrySet()) {
      if (file.getKey().startsWith(start)) {
        part.put(file.getKey().substring(start.length()), file.getValue());
      }
    }
    return new FileTree(folder, origin + "/" + folder, part);
  }
}
