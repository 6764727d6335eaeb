package io.waggle.examples.archaeologist;

import io.waggle.examples.archaeologist.Workspaces.Workspace;
import io.waggle.examples.archaeologist.module.Characterization;
import io.waggle.examples.archaeologist.module.Characterization.Observed;
import io.waggle.examples.archaeologist.module.ChildJvm;
import io.waggle.examples.archaeologist.module.Folders;
import io.waggle.examples.archaeologist.module.JavaModule;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compiles and runs the module of a workspace, as it was or as it has become. */
public final class ModuleTools {
  private final Workspaces workspaces;
  private final ChildJvm jvm;

  ModuleTools(Workspaces workspaces, ChildJvm jvm) {
    this.workspaces = workspaces;
    this.jvm = jvm;
  }

  /** Which of the two. */
  public enum Version {
    /** As it was found. */
    LEGACY,
    /** As it has become. */
    MODERNIZED;

    private Path sources(Workspace workspace) {
      return this == LEGACY ? workspace.legacy().resolve("src") : workspace.modernizedSources();
    }
  }

  /** Compiles one version. */
  @Tool(
      description =
          "Compile the module's Java sources. Returns the compiler's warnings and errors.",
      effect = Effect.READ)
  public String compileModule(
      @Param("name of the workspace") String workspace,
      @Param("which sources to compile") Version version)
      throws IOException {
    Path classes = Files.createTempDirectory("classes");
    try {
      Path sources = version.sources(workspaces.get(workspace));
      JavaModule.Compiled compiled = new JavaModule(sources).compile(jvm, classes);
      String verdict =
          compiled.ok()
              ? "COMPILED: %d files, %s."
                  .formatted(
                      compiled.files(),
                      compiled.messages().isEmpty() ? "no warnings" : "with warnings")
              : "DOES NOT COMPILE:";
      return (verdict + "\n" + compiled.messages()).strip();
    } finally {
      Folders.delete(classes);
    }
  }

  /** Runs one version. */
  @Tool(
      description =
          "Run the module once for every folder under legacy/cases and return what it prints and"
              + " writes.",
      effect = Effect.READ)
  public String runCases(
      @Param("name of the workspace") String workspace,
      @Param("which version to run") Version version)
      throws IOException {
    Workspace place = workspaces.get(workspace);
    Observed observed = new Characterization(place.legacy(), jvm).observe(version.sources(place));
    return observed instanceof Observed.Ran ran
        ? ran.behaviour().text()
        : "DOES NOT COMPILE:\n" + ((Observed.Broken) observed).messages();
  }
}
