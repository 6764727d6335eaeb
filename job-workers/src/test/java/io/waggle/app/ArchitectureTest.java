package io.waggle.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.waggle", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("io.waggle.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheEngineKnowsZeebe =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.waggle.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda..", "io.grpc..");

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsTheProvidersSdk =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.waggle.llm.openai..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.openai..");

  @ArchTest
  static final ArchRule onlyTheJournalKnowsSql =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.waggle.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");
}
