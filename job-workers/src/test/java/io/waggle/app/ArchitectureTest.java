package io.waggle.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

@AnalyzeClasses(
    packages = "io.waggle",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheEngine.class})
class ArchitectureTest {

  /** Which is there for tests alone. */
  static final class WithoutTheEngine implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/waggle/embedded/");
    }
  }

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
  static final ArchRule onlyTheWiringChoosesAnAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.waggle.app..", "io.waggle.llm.openai..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.waggle.llm.openai..");

  @ArchTest
  static final ArchRule onlyApprovalsKnowFeel =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.waggle.approval..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.camunda.feel..");

  @ArchTest
  static void aPackageIsInOneModule(JavaClasses classes) {
    Map<String, Set<String>> modules =
        StreamSupport.stream(classes.spliterator(), false)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                groupingBy(JavaClass::getPackageName, mapping(ArchitectureTest::module, toSet())));

    assertThat(modules.values()).allSatisfy(places -> assertThat(places).hasSize(1));
  }

  /** The jar or the folder that a class is from. */
  private static String module(JavaClass type) {
    String place = type.getSource().orElseThrow().getUri().toString();
    return place.substring(0, place.indexOf("io/waggle/"));
  }

  @ArchTest
  static final ArchRule onlyTheJournalKnowsSql =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.waggle.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");
}
