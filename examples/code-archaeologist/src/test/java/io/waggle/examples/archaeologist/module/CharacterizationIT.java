package io.waggle.examples.archaeologist.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.examples.archaeologist.module.Characterization.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterizationIT {
  private static final Path RESOURCES = Path.of("src/main/resources").toAbsolutePath();
  private static final Path LEGACY = RESOURCES.resolve("legacy");
  private static final Path SCREENPLAY = RESOURCES.resolve("screenplays/code-archaeologist");
  private static final ChildJvm JVM = new ChildJvm(Duration.ofSeconds(60));

  /** As the modernized module's settings name it. */
  private static final String MAIN = "com.acme.billing.BillingRun";

  @TempDir Path folder;
  private Path modernized = Path.of("");

  @BeforeEach
  void modernize() throws IOException {
    modernized = folder.resolve("with spaces");
    Folders.copy(SCREENPLAY.resolve("modernized"), modernized);
  }

  @Test
  void shouldNotTellTheModernizedModuleFromTheLegacy() throws Exception {
    Verdict verdict = new Characterization(LEGACY, JVM).compare(modernized);

    assertThat(verdict)
        .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Same.class))
        .satisfies(
            same -> {
              assertThat(same.behaviour().cases())
                  .containsExactly("credit-notes", "dirty-input", "monthly-run", "no-orders");
              assertThat(same.behaviour().seen())
                  .hasSize(20)
                  .containsKeys("credit-notes/out/invoice-2041.txt", "no-orders/out/summary.txt");
            });
  }

  @Test
  void shouldFindACentThatIsRoundedOtherwise() throws Exception {
    replace("Money.java", Files.readString(SCREENPLAY.resolve("first-draft/Money.java")));

    Verdict verdict = new Characterization(legacy("credit-notes"), JVM).compare(modernized);

    assertThat(verdict)
        .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Different.class))
        .satisfies(
            different ->
                assertThat(different.differences())
                    .extracting(Difference::name)
                    .containsExactly(
                        "credit-notes/out/invoice-2041.txt",
                        "credit-notes/out/invoice-2042.txt",
                        "credit-notes/out/invoice-2043.txt",
                        "credit-notes/out/summary.txt",
                        "credit-notes/standard output"))
        .satisfies(
            different -> {
              Difference first = different.differences().getFirst();
              assertThat(first.line()).isEqualTo(6);
              assertThat(first.expected()).endsWith("-2.34\n");
              assertThat(first.actual()).endsWith("-2.35\n");
            });
  }

  @Test
  void shouldFindAFileThatIsNoLongerWritten() throws Exception {
    String run = Files.readString(modernized.resolve("BillingRun.java"));
    replace("BillingRun.java", run.replace("InvoiceWriter.writeSummary(invoices, sum, out);", ""));

    assertThat(differences("monthly-run"))
        .contains(new Difference("monthly-run/out/summary.txt", 0, "(written)", "(not written)"));
  }

  @Test
  void shouldFindALineBreakThatIsMissingAtTheEnd() throws Exception {
    String run = Files.readString(modernized.resolve("BillingRun.java"));
    replace("BillingRun.java", run.replace("total %s%n", "total %s"));

    assertThat(differences("no-orders"))
        .hasSize(1)
        .allSatisfy(d -> assertThat(d.name()).endsWith("standard output"));
  }

  @Test
  void shouldFindAnotherExitCodeAndShowTheReason() throws Exception {
    String run = Files.readString(modernized.resolve("BillingRun.java"));
    replace(
        "BillingRun.java",
        run.replace(
            "BigDecimal sum =",
            "if (true) throw new IllegalStateException(\"oops\");\n    BigDecimal sum ="));

    assertThat(differences("no-orders"))
        .anySatisfy(
            d -> {
              assertThat(d.name()).isEqualTo("no-orders/exit code");
              assertThat(d.expected()).isEqualTo("0");
              assertThat(d.actual()).startsWith("1");
            });
  }

  @Test
  void shouldSayWhatDoesNotCompile() throws Exception {
    replace(
        "OrderReader.java", Files.readString(SCREENPLAY.resolve("first-draft/OrderReader.java")));

    assertThat(new Characterization(legacy("no-orders"), JVM).compare(modernized))
        .asInstanceOf(InstanceOfAssertFactories.type(Verdict.NotCompiled.class))
        .satisfies(
            broken -> {
              assertThat(broken.which()).isEqualTo("modernized");
              assertThat(broken.messages())
                  .startsWith("OrderReader.java:59: error: cannot find symbol")
                  .contains("class DateTimeException");
            });
  }

  @Test
  void shouldKillAProgramThatDoesNotEnd() throws Exception {
    String run = Files.readString(modernized.resolve("BillingRun.java"));
    replace(
        "BillingRun.java",
        run.replace("BigDecimal sum =", "while (true) Thread.onSpinWait();\n    BigDecimal sum =")
            .replaceAll("(?s)BigDecimal sum = .*?\n  }\n", "}\n"));
    Path classes = folder.resolve("classes");
    assertThat(new JavaModule(modernized).compile(JVM, classes).ok()).isTrue();

    Behaviour behaviour =
        Behaviour.observe(
            new ChildJvm(Duration.ofSeconds(5)),
            classes,
            MAIN,
            legacy("no-orders").resolve("cases"),
            folder.resolve("runs"));

    assertThat(behaviour.text()).contains("exit code\n124\n", "killed: it took longer than 5 s");
  }

  @Test
  void shouldCompileTheLegacyWithTheWarningsOfItsAge() throws Exception {
    JavaModule.Compiled compiled =
        new JavaModule(LEGACY.resolve("src")).compile(JVM, folder.resolve("classes"));

    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.files()).isEqualTo(4);
    assertThat(compiled.messages()).contains("[rawtypes]", "[unchecked]", "[removal]");
  }

  @Test
  void shouldSayThatThereIsNothingToCompile() throws Exception {
    assertThat(new JavaModule(folder.resolve("none")).compile(JVM, folder.resolve("classes")))
        .isEqualTo(
            new JavaModule.Compiled(
                false, 0, "There is no .java file under %s.".formatted(folder.resolve("none"))));
  }

  @Test
  void shouldSayWhereTheMainClassIsNamed() throws Exception {
    Path legacy = folder.resolve("other");
    Folders.copy(LEGACY.resolve("src"), legacy.resolve("src"));

    assertThatThrownBy(() -> new Characterization(legacy, JVM).compare(modernized))
        .hasMessageContaining("characterization.properties: it must say 'main=<class>'");
  }

  /** A legacy with one of the cases, where one is enough: every case costs two JVMs. */
  private Path legacy(String only) throws IOException {
    Path legacy = folder.resolve("legacy");
    Folders.copy(LEGACY, legacy);
    for (String name : List.of("credit-notes", "dirty-input", "monthly-run", "no-orders")) {
      if (!name.equals(only)) {
        Folders.delete(legacy.resolve("cases").resolve(name));
      }
    }
    return legacy;
  }

  private List<Difference> differences(String only) throws IOException {
    return new Characterization(legacy(only), JVM).compare(modernized)
            instanceof Verdict.Different d
        ? d.differences()
        : List.of();
  }

  private void replace(String file, String content) throws IOException {
    Files.writeString(modernized.resolve(file), content);
  }
}
