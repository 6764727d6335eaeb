package io.waggle.examples.archaeologist;

import io.waggle.examples.archaeologist.Workspaces.Workspace;
import io.waggle.examples.archaeologist.module.Folders;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a run its own copy of the legacy module. */
public final class WorkspaceTools {
  private final Workspaces workspaces;

  WorkspaceTools(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /** Opens the workspace of a run. */
  @Tool(
      description =
          "Open a workspace with a fresh copy of the legacy module. Call it once, at the beginning of"
              + " the job. Returns the workspace's name, which every later step needs, and its files.",
      effect = Effect.IDEMPOTENT)
  public String openWorkspace(ToolCallContext context) throws IOException {
    Workspace workspace = workspaces.open(context.idempotencyKey());
    StringBuilder text = new StringBuilder("workspace: " + workspace.name() + "\n");
    text.append("The legacy module, to read; it must stay as it is:\n");
    for (Path file : Folders.files(workspace.legacy())) {
      text.append("  %s (%d lines)%n".formatted(path(workspace, file), lines(file)));
    }
    text.append("Write sources to %s/modernized/src".formatted(workspace.name()));
    text.append(" and documents to %s/docs.".formatted(workspace.name()));
    return text.toString();
  }

  private static String path(Workspace workspace, Path file) {
    Path relative = workspace.folder().relativize(file);
    return workspace.name() + "/" + relative.toString().replace('\\', '/');
  }

  private static long lines(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.count();
    }
  }
}
