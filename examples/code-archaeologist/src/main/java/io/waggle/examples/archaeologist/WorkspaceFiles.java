package io.waggle.examples.archaeologist;

import io.waggle.bpmn.Cut;
import io.waggle.examples.archaeologist.Workspaces.Workspace;
import io.waggle.tool.Differences;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads and writes the files of a workspace: everything in it can be read, only {@code modernized}
 * and {@code docs} can be written. No path leads out of it, symbolic links included.
 */
public final class WorkspaceFiles {
  private static final int MAX_READ = 100_000;
  private static final int MAX_WRITE = 1_000_000;

  private final Workspaces workspaces;

  WorkspaceFiles(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /** Reads a text file. */
  @Tool(
      description =
          "Read a text file of the workspace, at most 100,000 characters of it. The path begins with"
              + " the workspace's name, for example dig-0a1b2c3d/legacy/README.txt.",
      effect = Effect.READ)
  public String readFile(
      @Param("path of the file") String path,
      @Param(value = "characters to skip, to read on in a long file", defaultValue = "0")
          int offset)
      throws IOException {
    Path file = inside(path);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file '%s'".formatted(path));
    }
    String text = Files.readString(file);
    int from = Math.clamp(offset, 0, text.length());
    String page = Cut.beginning(text.substring(from), MAX_READ);
    int to = from + page.length();
    String cut =
        "\n[%,d characters follow; read on at offset %d]".formatted(text.length() - to, to);
    return page + (to < text.length() ? cut : "");
  }

  /** Writes a whole text file. */
  @Tool(
      description =
          "Write a text file, whole; what was there is replaced. Only files under"
              + " <workspace>/modernized and <workspace>/docs can be written.",
      effect = Effect.IDEMPOTENT,
      preview = "previewWrite")
  public String writeFile(
      @Param("path of the file") String path, @Param("the whole content") String content)
      throws IOException {
    if (content.length() > MAX_WRITE) {
      throw new IllegalArgumentException(
          "the content has %,d characters; at most %,d can be written"
              .formatted(content.length(), MAX_WRITE));
    }
    Path file = writable(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return "Wrote %,d characters to %s.".formatted(content.length(), path);
  }

  /** What would change: in the file, or from the legacy file that it takes the place of. */
  public String previewWrite(String path, String content) throws IOException {
    Path file = writable(path);
    Path legacy = inside(path.replaceFirst("/modernized/", "/legacy/"));
    Path before = Files.exists(file) ? file : legacy;
    return Differences.unified(
        path, Files.isRegularFile(before) ? Files.readString(before) : "", content);
  }

  private Path writable(String path) throws IOException {
    Path file = inside(path);
    Path place = workspaces.root().toRealPath().relativize(file);
    String folder = place.getNameCount() > 2 ? place.getName(1).toString() : "";
    if (!folder.equals("modernized") && !folder.equals("docs")) {
      throw new IllegalArgumentException(
          "'%s' cannot be written: write under <workspace>/modernized or <workspace>/docs"
              .formatted(path));
    }
    return file;
  }

  private Path inside(String path) throws IOException {
    int slash = path.indexOf('/');
    Workspace workspace = workspaces.get(slash < 0 ? path : path.substring(0, slash));
    Path folder = workspace.folder().toRealPath();
    Path file = folder.resolveSibling(path).normalize();
    if (file.startsWith(folder) && existing(file, folder).toRealPath().startsWith(folder)) {
      return file;
    }
    throw new IllegalArgumentException("'%s' leads out of the workspace".formatted(path));
  }

  /** The file, or the folder above it that is there already; links are not followed. */
  private static Path existing(Path file, Path top) {
    Path known = file;
    while (!known.equals(top) && Files.notExists(known, LinkOption.NOFOLLOW_LINKS)) {
      known = Objects.requireNonNullElse(known.getParent(), top);
    }
    return known;
  }
}
