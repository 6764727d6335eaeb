package io.waggle.examples.archaeologist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.examples.archaeologist.ModuleTools.Version;
import io.waggle.examples.archaeologist.module.ChildJvm;
import io.waggle.examples.archaeologist.module.Folders;
import io.waggle.tool.ToolCallContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsIT {
  private static final Path RESOURCES = Path.of("src/main/resources").toAbsolutePath();
  private static final Path MODERNIZED =
      RESOURCES.resolve("screenplays/code-archaeologist/modernized");
  private static final ChildJvm JVM = new ChildJvm(Duration.ofSeconds(60));

  @TempDir Path folder;
  private Workspaces workspaces = new Workspaces(Path.of(""), LegacyModule.bundled());

  @BeforeEach
  void dig() {
    workspaces = new Workspaces(folder.resolve("work"), LegacyModule.bundled());
  }

  @Test
  void shouldCopyTheLegacyModuleIntoAWorkspace() throws Exception {
    String opened = open("call-1");

    String name = opened.substring("workspace: ".length(), opened.indexOf('\n'));
    assertThat(opened).contains(name + "/legacy/src/com/acme/billing/Calc.java (34 lines)");
    assertThat(opened).contains(name + "/legacy/cases/credit-notes/orders.csv");
    Path copy = workspaces.get(name).legacy();
    for (Path file : Folders.files(RESOURCES.resolve("legacy"))) {
      Path relative = RESOURCES.resolve("legacy").relativize(file);
      assertThat(copy.resolve(relative)).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void shouldOpenTheSameWorkspaceAgainForTheSameCall() throws Exception {
    assertThat(open("call-1")).isEqualTo(open("call-1"));
    assertThat(open("call-2")).isNotEqualTo(open("call-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dig-00000000", "..", "../work", "", "dig-0000000/"})
  void shouldNotLeaveTheWorkspaces(String name) {
    assertThatThrownBy(() -> workspaces.get(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no workspace '%s': use the name that open_workspace gave", name);
  }

  @Test
  void shouldCompileAndRunTheLegacy() throws Exception {
    String name = workspaces.open("a").name();
    ModuleTools tools = new ModuleTools(workspaces, JVM);

    assertThat(tools.compileModule(name, Version.LEGACY))
        .startsWith("COMPILED: 4 files, with warnings.\n");
    assertThat(tools.runCases(name, Version.LEGACY))
        .contains("== dirty-input/out/invoice-9.txt\n", "Empty & Co");
    assertThat(tools.compileModule(name, Version.MODERNIZED))
        .startsWith("DOES NOT COMPILE:\nThere is no .java file under");
  }

  @Test
  void shouldCompareWithTheOriginalEvenIfTheCopyWasChanged() throws Exception {
    Workspaces.Workspace workspace = workspaces.open("a");
    Folders.copy(MODERNIZED, workspace.modernizedSources());
    Folders.delete(workspace.legacy());

    assertThat(new VerificationTools(workspaces, JVM).runCharacterization(workspace.name()))
        .isEqualTo(
            "CHARACTERIZATION PASSED: 4 cases (credit-notes, dirty-input, monthly-run, no-orders),"
                + " 20 outputs, no difference.");
  }

  @Test
  void shouldShowTheFirstDifferenceOfEachOutput() throws Exception {
    Workspaces.Workspace workspace = workspaces.open("a");
    Folders.copy(MODERNIZED, workspace.modernizedSources());
    Folders.copy(MODERNIZED.resolveSibling("first-draft"), workspace.modernizedSources());
    VerificationTools tools = new VerificationTools(workspaces, JVM);

    assertThat(tools.runCharacterization(workspace.name()))
        .startsWith(
            "CHARACTERIZATION FAILED: the modernized module does not compile.\nOrderReader");

    Files.copy(
        MODERNIZED.resolve("OrderReader.java"),
        workspace.modernizedSources().resolve("OrderReader.java"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(tools.runCharacterization(workspace.name()))
        .isEqualToNormalizingNewlines(
            """
            CHARACTERIZATION FAILED: 5 outputs differ.
            credit-notes/out/invoice-2041.txt, line 6
              legacy:     5002    03.02.2004  Rope 8mm            -7     0.335       -2.34
              modernized: 5002    03.02.2004  Rope 8mm            -7     0.335       -2.35
            credit-notes/out/invoice-2042.txt, line 5
              legacy:     5003    10.02.2004  Lamp oil            -1     0.105       -0.10
              modernized: 5003    10.02.2004  Lamp oil            -1     0.105       -0.11
            credit-notes/out/invoice-2043.txt, line 8
              legacy:     VAT 19.0%                                                  -2.37
              modernized: VAT 19.0%                                                  -2.38
            credit-notes/out/summary.txt, line 1
              legacy:     2041    Otter Marine                    29.03.2004          0.02
              modernized: 2041    Otter Marine                    29.03.2004          0.00
            credit-notes/standard output, line 2
              legacy:     Invoice 2041 Otter Marine 0.02
              modernized: Invoice 2041 Otter Marine 0.00""");
  }

  @Test
  void shouldRefuseALegacyFolderWithoutSources() {
    assertThatThrownBy(() -> LegacyModule.in(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no folder 'src'");
  }

  private String open(String key) throws Exception {
    return new WorkspaceTools(workspaces)
        .openWorkspace(new ToolCallContext(key, "1", "archaeologist"));
  }
}
