package io.waggle.skill;

import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists a folder of a file system: regular files alone, so no link leads out of it. */
final class FolderTree {
  private FolderTree() {}

  /**
   * A file.
   *
   * @param size when the folder was listed
   */
  private record OnDisk(Path path, long size) implements FileTree.Content {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * @throws DefinitionException if it is no folder, or has too many files
   */
  static FileTree of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DefinitionException(
          "Skills are to be read from '%s', which is no folder: create it, or name another."
              .formatted(folder));
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    TreeMap<String, FileTree.Content> files = new TreeMap<>();
    try {
      Path real = folder.toRealPath();
      Files.walkFileTree(real, Set.of(), FileTree.DEPTH, new Listing(real, files));
    } catch (IOException e) {
      throw new DefinitionException(
          "Skills are to be read from '%s', which cannot be read: %s."
              .formatted(folder, e.getMessage()),
          e);
    }
    return new FileTree(name == null ? "" : name.toString(), folder.toString(), files);
  }

  private static final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedMap<String, FileTree.Content> files;

    Listing(Path root, SortedMap<String, FileTree.Content> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return FileTree.isHidden(path(folder))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = path(file);
      if (attributes.isRegularFile() && !FileTree.isHidden(path)) {
        if (files.size() == FileTree.MOST) {
          throw new DefinitionException(
              "Skills are to be read from '%s', which has more than %,d files: name the folder of a skill, or a folder of skills."
                  .formatted(root, FileTree.MOST));
        }
        files.put(path, new OnDisk(file, attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    private String path(Path file) {
      return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }
  }
}
