package io.waggle.skill;

import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Lists a folder of the class path: one of a file system, or a part of a jar. */
final class ResourceTree {
  private ResourceTree() {}

  /**
   * An entry of a jar.
   *
   * @param jar which the class loader keeps open
   */
  private record InJar(JarFile jar, JarEntry entry) implements FileTree.Content {
    @Override
    public long size() {
      return entry.getSize();
    }

    @Override
    public InputStream open() throws IOException {
      return jar.getInputStream(entry);
    }
  }

  /**
   * @param folder from the root of the class path
   * @throws DefinitionException if there is none
   */
  static FileTree named(String folder) {
    String name = folder.replaceAll("^/+|/+$", "");
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (loader == null) {
      loader = ResourceTree.class.getClassLoader();
    }
    URL skill = loader.getResource(name + "/" + Skill.FILE);
    if (skill != null) {
      return of(skill, ".");
    }
    URL found = loader.getResource(name + "/");
    if (found == null) {
      throw new DefinitionException(
          "Skills are to be read from '%s' on the class path, where there is no such folder."
              .formatted(folder));
    }
    return of(found, ".");
  }

  /**
   * @param file on the class path, or a folder with a {@code /} at its end
   * @param folder relative to it
   * @throws DefinitionException if there is none
   */
  static FileTree of(URL file, String folder) {
    try {
      if (file.getProtocol().equals("file")) {
        URI there = file.toURI().resolve("./");
        return FolderTree.of(Path.of(there).resolve(folder).normalize());
      }
      if (file.openConnection() instanceof JarURLConnection connection) {
        String entry = String.valueOf(connection.getEntryName());
        URI there = new URI(null, null, "/" + entry, null).resolve("./");
        URI wanted = there.resolve(new URI(null, null, folder + "/", null)).normalize();
        return inJar(connection, wanted.getPath().substring(1), file);
      }
    } catch (IOException | URISyntaxException e) {
      throw new DefinitionException(
          "Skills are to be read from '%s' beside %s, which cannot be read: %s."
              .formatted(folder, file, e.getMessage()),
          e);
    }
    throw new DefinitionException(
        "Skills are to be read from '%s' beside %s, which is neither a file nor in a jar: name a folder of the file system."
            .formatted(folder, file));
  }

  private static FileTree inJar(JarURLConnection connection, String start, URL file)
      throws IOException {
    JarFile jar = connection.getJarFile();
    TreeMap<String, FileTree.Content> files = new TreeMap<>();
    jar.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(start))
        .filter(entry -> !FileTree.isHidden(entry.getName().substring(start.length())))
        .forEach(
            entry -> files.put(entry.getName().substring(start.length()), new InJar(jar, entry)));
    if (files.isEmpty() || files.size() > FileTree.MOST) {
      throw new DefinitionException(
          "Skills are to be read from '%s' in the jar of %s, where there %s."
              .formatted(
                  start,
                  file,
                  files.isEmpty()
                      ? "are no files"
                      : "are more than %,d files".formatted(FileTree.MOST)));
    }
    String name = start.replaceAll("/+$", "");
    return new FileTree(
        name.substring(name.lastIndexOf('/') + 1),
        "%s in the jar of %s".formatted(name, file),
        files);
  }
}
