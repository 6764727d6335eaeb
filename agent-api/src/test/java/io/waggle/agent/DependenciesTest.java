package io.waggle.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an agent's author gets on the class path together with this artifact, and what not. */
@AnalyzeClasses(packages = "io.waggle", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {
  private static final Pattern ARTIFACT =
      Pattern.compile("^ *([\\w.-]+:[\\w.-]+):jar:[^:]+:(?:compile|runtime)", Pattern.MULTILINE);

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.waggle.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyJsonAndItsSchemasAreUsed =
      classes()
          .that()
          .resideInAPackage("io.waggle..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.waggle..",
              "com.fasterxml..",
              "com.github.victools..",
              "com.networknt..",
              "com.github.difflib..",
              "com.google.re2j..",
              "org.jspecify..");

  /**
   * The JDK's expressions go back again and again; what a model writes can make that take years.
   */
  @ArchTest
  static final ArchRule whatModelsWriteIsMatchedInLinearTime =
      noClasses()
          .that()
          .resideInAPackage("io.waggle.files..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..");

  @ArchTest
  static final ArchRule nothingTalksToADatabase =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.sql..");

  /** All of it, so that nothing comes along unseen: no engine, no Spring, no Flyway, no SDK. */
  @Test
  void shouldBringLibrariesForJsonAndTextAlone() throws IOException {
    assertThat(artifacts())
        .containsExactlyInAnyOrder(
            "io.waggle:waggle-bpmn",
            "com.fasterxml.jackson.core:jackson-annotations",
            "com.fasterxml.jackson.core:jackson-core",
            "com.fasterxml.jackson.core:jackson-databind",
            "com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
            "com.fasterxml.jackson.datatype:jackson-datatype-jdk8",
            "com.fasterxml.jackson.datatype:jackson-datatype-jsr310",
            "com.fasterxml:classmate",
            "com.github.victools:jsonschema-generator",
            "com.github.victools:jsonschema-module-jackson",
            "com.google.re2j:re2j",
            "com.networknt:json-schema-validator",
            "com.ethlo.time:itu",
            "io.github.java-diff-utils:java-diff-utils",
            "org.jspecify:jspecify",
            "org.slf4j:slf4j-api",
            "org.yaml:snakeyaml");
  }

  /** As Maven resolved them for this build, without what only tests use. */
  private static List<String> artifacts() throws IOException {
    try (InputStream list = DependenciesTest.class.getResourceAsStream("/dependencies.txt")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), UTF_8);
      return ARTIFACT.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
    }
  }
}
