package io.waggle.it.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The outcomes of several trial modules in one build, each on its own. */
record Trials(String output) {
  /**
   * Builds them, also after one has failed, but for the gates on how code is written. The folder is
   * somewhere below the root of this project, so that Maven takes that for the root, too.
   */
  static Trials build(Maven maven, Path folder, Path parent, List<TrialModule> modules)
      throws IOException, InterruptedException {
    for (TrialModule module : modules) {
      module.write(folder, parent);
    }
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>trials</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """
            .formatted(
                modules.stream()
                    .map(module -> Artifact.element("module", module.name()))
                    .collect(Collectors.joining())));
    var build =
        maven.run(folder, "verify", "--fail-at-end", "-Dspotless.check.skip", "-Dcheckstyle.skip");
    return new Trials(build.output());
  }

  boolean succeeded(String module) {
    return output.matches("(?s).*\\R\\[INFO] " + module + " \\S+ \\.+ SUCCESS .*");
  }

  /** What Maven said while it built the module. */
  String log(String module) {
    var section =
        Pattern.compile(
                "Building " + module + " (.*?)(?=\\[INFO] -+< |Reactor Summary)", Pattern.DOTALL)
            .matcher(output);
    return section.find() ? section.group() : "";
  }

  /** Why it failed, in Maven's words; empty if it did not. */
  String failure(String module) {
    var failure =
        Pattern.compile(
                "Failed to execute goal \\S+ \\(\\S+\\) on project "
                    + module
                    + ":.*?(?=-> \\[Help)",
                Pattern.DOTALL)
            .matcher(output);
    return failure.find() ? failure.group() : "";
  }
}
