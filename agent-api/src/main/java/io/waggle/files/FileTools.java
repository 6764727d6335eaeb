package io.waggle.files;

import io.waggle.bpmn.Cut;
import io.waggle.tool.Differences;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * File tools for agents: {@code read_file}, {@code list_files} and {@code search_files}, and {@code
 * write_file} and {@code edit_file} where writing is allowed. All paths are within one folder;
 * whatever leads out of it is refused, links included. Files have at most 1,000,000 bytes.
 */
public final class FileTools {
  private static final int LINE_LENGTH = 2_000;

  private final Root root;
  private final TextFiles texts;
  private final FileSearch search;

  /**
   * All five tools.
   *
   * @param folder an existing folder
   * @throws IllegalArgumentException if it does not exist
   */
  public FileTools(Path folder) {
    root = new Root(folder);
    texts = new TextFiles(root);
    search = new FileSearch(root, texts);
  }

  /**
   * The three tools that change nothing.
   *
   * @param folder an existing folder
   * @throws IllegalArgumentException if it does not exist
   */
  public static List<ToolDefinition> readOnly(Path folder) {
    return ToolMethods.of(new FileTools(folder)).stream()
        .filter(tool -> tool.effect() == Effect.READ)
        .toList();
  }

  @Tool(
      description = "Read a text file, a page of lines at a time. Says at its end how to go on.",
      effect = Effect.READ)
  String readFile(
      @Param("path of the file") String path,
      @Param(value = "number of the first line, from 1", defaultValue = "1") int firstLine,
      @Param(value = "how many lines, 1 to 1000", defaultValue = "300") int lines) {
    List<String> all = texts.read(root.resolve(path)).lines().toList();
    if (all.isEmpty()) {
      return "[the file is empty]";
    }
    if (firstLine < 1 || firstLine > all.size() || lines < 1 || lines > 1_000) {
      throw new FileToolException(
          "The file has lines 1 to %d; ask for a firstLine among them and 1 to 1000 lines."
              .formatted(all.size()));
    }
    int end = Math.min(firstLine - 1 + lines, all.size());
    StringBuilder page = new StringBuilder();
    all.subList(firstLine - 1, end).forEach(line -> page.append(clip(line)).append('\n'));
    if (end < all.size()) {
      page.append(
          "[lines %d to %d of %d; go on with firstLine %d]"
              .formatted(firstLine, end, all.size(), end + 1));
    }
    return page.toString();
  }

  private static String clip(String line) {
    if (line.length() <= LINE_LENGTH) {
      return line;
    }
    String kept = Cut.beginning(line, LINE_LENGTH);
    return kept
        + " [line cut off after %,d of %,d characters]".formatted(kept.length(), line.length());
  }

  @Tool(
      description = "Write a text file, whole. Makes its folders; replaces it if it exists.",
      effect = Effect.IDEMPOTENT,
      preview = "previewWrite")
  String writeFile(
      @Param("path of the file") String path, @Param("the whole text") String content) {
    Path file = root.resolve(path);
    texts.write(file, content);
    return "wrote %s, %,d characters".formatted(root.show(file), content.length());
  }

  @Tool(
      description =
          "Change a part of a text file. The old text must stand in it exactly once, unless all"
              + " places are to be changed.",
      effect = Effect.ONCE,
      preview = "previewEdit")
  String editFile(
      @Param("path of the file") String path,
      @Param("the old text, with enough around it to be unique") String oldText,
      @Param("what stands there then") String newText,
      @Param(value = "whether to change all places", defaultValue = "false") boolean all) {
    Path file = root.resolve(path);
    Edit edit = Edit.of(root.show(file), texts.read(file), oldText, newText, all);
    texts.write(file, edit.after());
    return "changed %d place%s in %s"
        .formatted(edit.places(), edit.places() == 1 ? "" : "s", root.show(file));
  }

  String previewWrite(String path, String content) {
    Path file = root.resolve(path);
    String before = Files.exists(file) ? texts.read(file) : "";
    return Differences.unified(root.show(file), before, content);
  }

  String previewEdit(String path, String oldText, String newText, boolean all) {
    Path file = root.resolve(path);
    Edit edit = Edit.of(root.show(file), texts.read(file), oldText, newText, all);
    return Differences.unified(root.show(file), edit.before(), edit.after());
  }

  @Tool(
      description = "List files by a glob pattern, folders end with '/'. At most 500.",
      effect = Effect.READ)
  String listFiles(
      @Param(value = "folder to look in", defaultValue = "\".\"") String folder,
      @Param(
              value = "glob relative to the folder: * within a name, ** across folders",
              defaultValue = "\"**\"")
          String pattern)
      throws IOException {
    return search.list(root.resolve(folder), pattern);
  }

  @Tool(
      description =
          "Find a text in files: path, line number and line of each place. At most 200 places.",
      effect = Effect.READ)
  String searchFiles(
      @Param("the text to find, as it stands, upper and lower case alike") String text,
      @Param(value = "folder to look in", defaultValue = "\".\"") String folder,
      @Param(value = "glob of the files to look in", defaultValue = "\"**\"") String pattern)
      throws IOException {
    return search.find(root.resolve(folder), pattern, text);
  }
}
