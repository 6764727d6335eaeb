package io.waggle.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Cut;
import io.waggle.check.SchemaDefaults;
import io.waggle.check.SchemaProblems;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools as a model calls them. */
class FileToolsTest {
  private Path outside;
  private Path root;
  private ToolBox tools;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    root = Files.createDirectories(folder.resolve("root with space"));
    Files.writeString(root.resolve("a..b.txt"), "one\ntwo\nthree\n");
    Files.createDirectories(root.resolve("sub/deep"));
    Files.writeString(root.resolve("sub/deep/Note.md"), "Honey\nhoney bee\n");
    Files.createSymbolicLink(root.resolve("link.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("linked"), outside);
    Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("not there"));
    tools = ToolBox.of(new FileTools(root));
  }

  /** What a tool answered, or why it threw. */
  private record Answer(boolean ok, String text) {}

  private Answer call(String tool, Map<String, ?> arguments) {
    ToolDefinition definition = tools.find(tool).orElseThrow();
    JsonNode given = new ObjectMapper().valueToTree(arguments);
    SchemaDefaults.complete(given, definition.declaration().parameters());
    assertThat(SchemaProblems.of(given, definition.declaration().parameters())).isEmpty();
    try {
      return new Answer(true, definition.body().call(given, new ToolCallContext("k", "r", "a")));
    } catch (Exception refused) {
      return new Answer(false, String.valueOf(refused.getMessage()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside/secret.txt",
        "sub/../../outside/secret.txt",
        "link.txt",
        "linked/secret.txt",
        "linked/new.txt",
        "dangling",
        "/etc/passwd",
        "a\0b"
      })
  void shouldNotLeaveItsFolder(String path) throws Exception {
    for (var call :
        Map.of(
                "read_file", Map.of("path", path),
                "write_file", Map.of("path", path, "content", "x"),
                "edit_file", Map.of("path", path, "oldText", "secret", "newText", "x"))
            .entrySet()) {
      assertThat(call(call.getKey(), call.getValue()).ok()).as(call.getKey()).isFalse();
    }
    assertThat(Files.readString(outside.resolve("secret.txt"))).isEqualTo("secret");
    try (var files = Files.list(outside)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void shouldNotFollowLinksWhenItListsOrSearches() throws Exception {
    assertThat(call("search_files", Map.of("text", "secret")).text()).isEqualTo("[nothing found]");
    assertThat(call("list_files", Map.of()).text())
        .isEqualTo("a..b.txt\nsub/\nsub/deep/\nsub/deep/Note.md");
    assertThat(call("list_files", Map.of("folder", "linked")).ok()).isFalse();
  }

  @Test
  void shouldReadPageByPage() throws Exception {
    assertThat(call("read_file", Map.of("path", "a..b.txt", "lines", 2)).text())
        .isEqualTo("one\ntwo\n[lines 1 to 2 of 3; go on with firstLine 3]");
    assertThat(call("read_file", Map.of("path", "a..b.txt", "firstLine", 3)).text())
        .isEqualTo("three\n");
    assertThat(call("read_file", Map.of("path", "a..b.txt", "firstLine", 4)).text())
        .contains("lines 1 to 3");
    assertThat(call("read_file", Map.of("path", root.resolve("a..b.txt").toString())).ok())
        .as("absolute, but inside")
        .isTrue();
  }

  @Test
  void shouldSayWhatItCannotRead() throws Exception {
    Files.write(root.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.write(root.resolve("huge"), new byte[TextFiles.MAX_BYTES + 1]);
    Files.createFile(root.resolve("empty"));

    assertThat(call("read_file", Map.of("path", "binary")).text()).contains("not a text");
    assertThat(call("read_file", Map.of("path", "huge")).text()).contains("1,000,001 bytes");
    assertThat(call("read_file", Map.of("path", "sub")).text()).contains("not a file");
    assertThat(call("read_file", Map.of("path", "missing")).text()).contains("There is no file");
    assertThat(call("read_file", Map.of("path", "empty")).text()).contains("empty");
  }

  @Test
  void shouldWriteAndReplaceWholeFiles() throws Exception {
    assertThat(call("write_file", Map.of("path", "new/folder/x.txt", "content", "Grüße")).ok())
        .isTrue();
    assertThat(call("write_file", Map.of("path", "new/folder/x.txt", "content", "2")).ok())
        .isTrue();

    assertThat(Files.readString(root.resolve("new/folder/x.txt"))).isEqualTo("2");
    try (var files = Files.list(root.resolve("new/folder"))) {
      assertThat(files).as("no draft is left").hasSize(1);
    }
    assertThat(call("write_file", Map.of("path", "big", "content", "x".repeat(1_000_001))).text())
        .contains("1,000,001 bytes");
    assertThat(call("write_file", Map.of("path", "sub", "content", "x")).text())
        .contains("is a folder");
  }

  @Test
  void shouldEditOnePlaceOrAll() throws Exception {
    Files.writeString(root.resolve("e.txt"), "a.b a.b axb");

    assertThat(edit("nothing", "x", false).text()).contains("no such text");
    assertThat(edit("a.b", "x", false).text()).contains("2 places");
    assertThat(edit("axb", "$1", false).ok()).isTrue();
    assertThat(edit("a.b", "c", true).ok()).isTrue();

    assertThat(Files.readString(root.resolve("e.txt"))).isEqualTo("c c $1");
  }

  private Answer edit(String from, String to, boolean all) {
    return call("edit_file", Map.of("path", "e.txt", "oldText", from, "newText", to, "all", all));
  }

  @Test
  void shouldListAndSearchByPattern() throws Exception {
    assertThat(call("list_files", Map.of("pattern", "**/*.md")).text())
        .isEqualTo("sub/deep/Note.md");
    assertThat(call("list_files", Map.of("pattern", "**/*.txt")).text()).isEqualTo("a..b.txt");
    assertThat(call("search_files", Map.of("text", "HONEY")).text())
        .isEqualTo("sub/deep/Note.md:1: Honey\nsub/deep/Note.md:2: honey bee");
    assertThat(call("list_files", Map.of("pattern", "{")).text()).contains("not a glob");
    assertThat(call("list_files", Map.of("folder", "nowhere")).ok()).isFalse();
  }

  @Test
  void shouldOfferNothingThatWritesWhereOnlyReadingIsAllowed() {
    assertThat(FileTools.readOnly(root).stream().map(ToolDefinition::name))
        .containsExactlyInAnyOrder("read_file", "list_files", "search_files");
  }

  @Test
  void shouldRefuseAFolderThatDoesNotExist() {
    assertThatThrownBy(() -> new FileTools(root.resolve("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void shouldKeepTheModesOfFiles() throws Exception {
    Path script = Files.writeString(root.resolve("run.sh"), "#!/bin/sh\necho one\n");
    for (String mode : List.of("rwxr-xr-x", "rw-rw-r--", "r--------")) {
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(mode));

      assertThat(
              call("edit_file", Map.of("path", "run.sh", "oldText", "echo", "newText", "echo o"))
                  .ok())
          .isTrue();
      assertThat(mode(script)).isEqualTo(mode);
      assertThat(call("write_file", Map.of("path", "run.sh", "content", "echo two")).ok()).isTrue();
      assertThat(mode(script)).isEqualTo(mode);
    }
    assertThat(call("write_file", Map.of("path", "new.txt", "content", "x")).ok()).isTrue();
    assertThat(mode(root.resolve("new.txt")))
        .as("as any new file")
        .isEqualTo(mode(Files.createFile(root.resolve("other.txt"))));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          **/Note.md          | sub/deep/Note.md
          sub/**/Note.md      | sub/deep/Note.md
          sub/deep/**/Note.md | sub/deep/Note.md
          **/*.{md,java}      | sub/deep/Note.md
          sub/?eep/[A-P]*     | sub/deep/Note.md
          **/[!O]ote.md       | sub/deep/Note.md
          a..b.txt            | a..b.txt
          a[.]*.txt           | a..b.txt
          a\\.\\.b.txt        | a..b.txt
          a?.txt              | [nothing found]
          *                   | a..b.txt,sub/
          sub*                | sub/
          """)
  void shouldListWhatFitsAGlob(String pattern, String found) {
    assertThat(call("list_files", Map.of("pattern", pattern)).text())
        .isEqualTo(found.replace(',', '\n'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "{a", "{a{b}}", "a\\", "[]", "[z-a]"})
  void shouldSayWhatIsNoGlob(String pattern) {
    assertThat(call("list_files", Map.of("pattern", pattern)).text()).contains("not a glob");
  }

  /** Each of these takes minutes, or all of the memory, where it is done as it is written. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldNotTakeLongWhateverAModelAsksFor() throws Exception {
    String name = "a".repeat(200);
    Files.writeString(root.resolve(name), "a".repeat(900_000));
    String almost = "a".repeat(450_000) + "b";

    assertThat(call("list_files", Map.of("pattern", "*a".repeat(90) + "b")).text())
        .isEqualTo("[nothing found]");
    assertThat(call("list_files", Map.of("pattern", "**".repeat(90) + "z")).text())
        .isEqualTo("[nothing found]");
    assertThat(call("list_files", Map.of("pattern", "*".repeat(201))).ok()).isFalse();
    assertThat(call("search_files", Map.of("text", almost)).text()).isEqualTo("[nothing found]");
    assertThat(call("edit_file", Map.of("path", name, "oldText", almost, "newText", "")).text())
        .contains("no such text");
    assertThat(
            call("edit_file", Map.of("path", name, "oldText", "a", "newText", almost, "all", true))
                .text())
        .contains("would have 405,000,900,000 characters");
  }

  @Test
  void shouldCutLongLinesBetweenCharacters() throws Exception {
    String bee = "\uD83D\uDC1D";
    Files.writeString(root.resolve("bees.txt"), "b" + bee.repeat(2_000));

    String read = call("read_file", Map.of("path", "bees.txt")).text();
    String found = call("search_files", Map.of("text", bee)).text();

    assertThat(read).startsWith("b" + bee.repeat(999) + " [line cut off after 1,999 of 4,001");
    assertThat(Cut.sound(read)).isEqualTo(read);
    assertThat(Cut.sound(found)).isEqualTo(found);
  }

  @Test
  void shouldSayThatItDidNothing() throws Exception {
    ToolDefinition edit = tools.find("edit_file").orElseThrow();
    JsonNode arguments =
        new ObjectMapper()
            .valueToTree(Map.of("path", "a..b.txt", "oldText", "four", "newText", "five"));

    assertThatThrownBy(() -> edit.body().call(arguments, new ToolCallContext("k", "r", "a")))
        .isInstanceOf(NothingDoneException.class);
  }
}
