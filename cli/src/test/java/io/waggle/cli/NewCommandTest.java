package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.cli.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {
  private final Shell shell = new Shell();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void shouldWriteAProjectWithEveryNameFilledIn() throws Exception {
    Ran ran = shell.type("new", "refund-desk", "--in", folder.toString());

    Path project = folder.resolve("refund-desk");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .contains(
            "waggle install",
            "cd %s && mvn test".formatted(project),
            "http://127.0.0.1:8090/console");
    assertThat(project.resolve("pom.xml")).content().contains("waggle-console");
    assertThat(ran.out().lines().map(Path::of)).containsExactlyInAnyOrderElementsOf(files(project));
    assertThat(project.resolve("src/main/java/com/example/refunddesk/RefundDeskApplication.java"))
        .content()
        .contains(
            "package com.example.refunddesk;",
            "class RefundDeskApplication ",
            "named(\"refund-desk\")");
    for (Path file : files(project)) {
      assertThat(file).content().doesNotContainPattern("%[A-Z_]+%").doesNotContain("${project");
    }
  }

  @Test
  void shouldTakeAPackageOfOnesOwn() {
    shell.type("new", "desk", "--in", folder.toString(), "--package", "com.acme.refunds");

    assertThat(folder.resolve("desk/src/test/java/com/acme/refunds/DeskTest.java"))
        .content()
        .startsWith("package com.acme.refunds;");
  }

  @Test
  void shouldOverwriteNothing() throws Exception {
    Path mine = Files.createDirectories(folder.resolve("desk")).resolve("notes.txt");
    Files.writeString(mine, "mine");

    Ran ran = shell.type("new", "desk", "--in", folder.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("exists already, and nothing in it is overwritten");
    assertThat(files(folder)).containsExactly(mine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Refund", "1st", "a--b", "a_b", "../x", "a-", "correspondent"})
  void shouldSayWhatAProjectCannotBeCalled(String name) throws Exception {
    Ran ran = shell.type("new", name, "--in", folder.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("A project cannot be called '" + name + "'");
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoPackage() {
    Ran ran = shell.type("new", "desk", "--in", folder.toString(), "--package", "com.new");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'com.new' is not the name of a Java package.");
  }

  @Test
  void shouldFindAPackageForANameThatIsAKeyword() {
    assertThat(ProjectNames.of("switch").packageName()).isEqualTo("com.example.switchagent");
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
