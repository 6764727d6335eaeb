package io.waggle.examples.archaeologist;

import io.waggle.examples.archaeologist.module.Characterization;
import io.waggle.examples.archaeologist.module.Characterization.Verdict;
import io.waggle.examples.archaeologist.module.ChildJvm;
import io.waggle.examples.archaeologist.module.Difference;
import io.waggle.examples.archaeologist.module.Folders;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Decides whether a modernization is one: by running it, not by looking at it. */
public final class VerificationTools {
  private static final int SHOWN = 10;

  private final Workspaces workspaces;
  private final ChildJvm jvm;

  VerificationTools(Workspaces workspaces, ChildJvm jvm) {
    this.workspaces = workspaces;
    this.jvm = jvm;
  }

  /** Runs the characterization test. */
  @Tool(
      description =
          "Run the characterization test: compile the original legacy module and the modernized one,"
              + " run both on the same cases, and compare exit codes, standard output and written files"
              + " byte for byte. Returns PASSED, or FAILED with the first differences.",
      effect = Effect.READ,
      timeout = "PT10M")
  public String runCharacterization(@Param("name of the workspace") String workspace)
      throws IOException {
    Path modernized = workspaces.get(workspace).modernizedSources();
    Path legacy = workspaces.untouchedLegacy();
    try {
      return text(new Characterization(legacy, jvm).compare(modernized));
    } finally {
      Folders.delete(legacy);
    }
  }

  private static String text(Verdict verdict) {
    if (verdict instanceof Verdict.Same same) {
      return "CHARACTERIZATION PASSED: %d cases (%s), %d outputs, no difference."
          .formatted(
              same.behaviour().cases().size(),
              String.join(", ", same.behaviour().cases()),
              same.behaviour().seen().size());
    }
    if (verdict instanceof Verdict.NotCompiled broken) {
      return "CHARACTERIZATION FAILED: the %s module does not compile.%n%s"
          .formatted(broken.which(), broken.messages());
    }
    return differences(((Verdict.Different) verdict).differences());
  }

  private static String differences(List<Difference> differences) {
    StringBuilder text =
        new StringBuilder(
            "CHARACTERIZATION FAILED: %d outputs differ.".formatted(differences.size()));
    for (Difference difference : differences.stream().limit(SHOWN).toList()) {
      text.append("\n%s, line %d".formatted(difference.name(), difference.line()));
      text.append("\n  legacy:     ").append(difference.expected().stripTrailing());
      text.append("\n  modernized: ").append(difference.actual().stripTrailing());
    }
    if (differences.size() > SHOWN) {
      text.append("\n… and %d more".formatted(differences.size() - SHOWN));
    }
    return text.toString();
  }
}
