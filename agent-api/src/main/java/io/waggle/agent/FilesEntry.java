package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waggle.files.FileTools;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolMethods;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder whose files an agent may use, in the front matter: its path alone, or with more about
 * it.
 *
 * @param folder an existing folder; a relative one is looked for where the process was started
 * @param write whether the agent may change what is in it; absent: it may only read
 */
record FilesEntry(@Nullable String folder, @Nullable Boolean write) {

  @JsonCreator
  FilesEntry(
      @JsonProperty("folder") @Nullable String folder,
      @JsonProperty("write") @Nullable Boolean write) {
    this.folder = folder;
    this.write = write;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static FilesEntry readOnly(String folder) {
    return new FilesEntry(folder, null);
  }

  /**
   * @throws IllegalArgumentException if the folder does not exist
   */
  List<ToolDefinition> tools() {
    if (folder == null || folder.isBlank()) {
      throw new IllegalArgumentException(
          "'files' names no folder: write it like files: {folder: notes}.");
    }
    Path path = Path.of(folder);
    return Boolean.TRUE.equals(write)
        ? ToolMethods.of(new FileTools(path))
        : FileTools.readOnly(path);
  }
}
