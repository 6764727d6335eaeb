package io.waggle.examples.archaeologist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.examples.archaeologist.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceFilesTest {
  @TempDir Path folder;
  private Workspace workspace = new Workspace("", Path.of(""));
  private WorkspaceFiles files =
      new WorkspaceFiles(new Workspaces(Path.of(""), LegacyModule.bundled()));

  @BeforeEach
  void open() throws IOException {
    Workspaces workspaces = new Workspaces(folder.resolve("work"), LegacyModule.bundled());
    workspace = workspaces.open("a");
    files = new WorkspaceFiles(workspaces);
  }

  @Test
  void shouldReadWhatItWrote() throws Exception {
    String path = workspace.name() + "/modernized/src/a/b/C.java";

    assertThat(files.writeFile(path, "class C {}"))
        .isEqualTo("Wrote 10 characters to " + path + ".");
    assertThat(files.readFile(path, 0)).isEqualTo("class C {}");
    assertThat(workspace.modernizedSources().resolve("a/b/C.java")).hasContent("class C {}");
  }

  @Test
  void shouldReadALongFileInParts() throws Exception {
    String path = workspace.name() + "/docs/long.txt";
    files.writeFile(path, "a".repeat(100_000) + "the rest");

    assertThat(files.readFile(path, 0))
        .endsWith("a\n[8 characters follow; read on at offset 100000]");
    assertThat(files.readFile(path, 100_000)).isEqualTo("the rest");
    assertThat(files.readFile(path, 200_000)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"legacy/src/com/acme/billing/Calc.java", "new.txt", "docs", "docs/../a/b"})
  void shouldWriteNowhereButIntoModernizedAndDocs(String path) {
    assertThatThrownBy(() -> files.writeFile(workspace.name() + "/" + path, "x"))
        .hasMessageContaining("cannot be written: write under <workspace>/modernized or");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docs/../../../secret.txt", "../secret.txt", "link/secret.txt", "link/new"})
  void shouldNotLeaveTheWorkspace(String path) throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(workspace.folder().resolve("link"), folder);

    assertThatThrownBy(() -> files.readFile(workspace.name() + "/" + path, 0))
        .hasMessageContaining("leads out of the workspace");
    assertThatThrownBy(() -> files.writeFile(workspace.name() + "/" + path, "x"))
        .hasMessageContaining("leads out of the workspace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/hostname", "legacy/README.txt", "dig-00000000/legacy/README.txt"})
  void shouldSayThatThereIsNoSuchWorkspace(String path) {
    assertThatThrownBy(() -> files.readFile(path, 0))
        .hasMessageContaining("use the name that open_workspace gave");
  }

  @Test
  void shouldRefuseWhatIsNotThereOrTooLong() {
    assertThatThrownBy(() -> files.readFile(workspace.name() + "/docs/none.md", 0))
        .hasMessage("there is no file '%s/docs/none.md'", workspace.name());
    assertThatThrownBy(
            () -> files.writeFile(workspace.name() + "/docs/a.md", "x".repeat(1_000_001)))
        .hasMessage("the content has 1,000,001 characters; at most 1,000,000 can be written");
  }
}
