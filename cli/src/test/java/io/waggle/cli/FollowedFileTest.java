package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {
  @TempDir private Path folder;
  private final StringWriter printed = new StringWriter();
  private final PrintWriter out = new PrintWriter(printed);
  private Path log;

  @BeforeEach
  void chooseLog() {
    log = folder.resolve("engine.log");
  }

  @Test
  void shouldPrintWhatIsNewLineByLine() throws Exception {
    append("old\n");
    FollowedFile file = new FollowedFile(log);

    append("one\ntw");
    file.print(out);
    assertThat(printed).hasToString("one\n");

    append("o\n");
    file.print(out);
    assertThat(printed).hasToString("one\ntwo\n");
  }

  @Test
  void shouldGoOnWithANewFileInItsPlace() throws Exception {
    append("a long line of the old file\n");
    FollowedFile file = new FollowedFile(log);

    Files.delete(log);
    append("new\n");
    file.print(out);

    assertThat(printed).hasToString("new\n");
  }

  @Test
  void shouldWaitForAFileThatIsNotThereYet() throws Exception {
    FollowedFile file = new FollowedFile(log);

    file.print(out);
    append("first\n");
    file.print(out);

    assertThat(printed).hasToString("first\n");
  }

  private void append(String text) throws Exception {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
