package io.waggle.embedded.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ProcessRulesTest {
  /** Others use this package without the engine's libraries on their class path. */
  @Test
  void shouldNeedNothingButTheJdk() {
    var imported =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.waggle.embedded.process");

    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.waggle.embedded.process", "java..", "org.jspecify.annotations")
        .check(imported);
  }
}
