package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root of the repository, in an environment that is made up. */
class ScriptTest {
  private static final Path SCRIPT = Path.of("..", "waggle").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Path jvms;

  @BeforeEach
  void makeFolders() throws IOException {
    jvms = Files.createDirectories(folder.resolve("jvm folder"));
  }

  @Test
  void shouldPreferJavaHome() throws Exception {
    Path chosen = jdk(folder.resolve("my jdk"), "25.0.1");
    jdk(jvms.resolve("jdk-21"), "21.0.4");

    assertThat(bash("find_jdk", Map.of("JAVA_HOME", chosen.toString())))
        .isEqualTo(chosen.toString());
  }

  @Test
  void shouldPassOverAJavaHomeThatIsTooOld() throws Exception {
    Path old = jdk(folder.resolve("old"), "17.0.15");
    Path good = jdk(jvms.resolve("jdk-21"), "21.0.4");

    assertThat(bash("find_jdk", Map.of("JAVA_HOME", old.toString()))).isEqualTo(good.toString());
  }

  @Test
  void shouldPassOverWhatCannotCompile() throws Exception {
    Path runtime = jdk(jvms.resolve("a-jre-25"), "25");
    Files.delete(runtime.resolve("bin/javac"));
    Path good = jdk(jvms.resolve("b-jdk-22"), "22");

    assertThat(bash("find_jdk", Map.of())).isEqualTo(good.toString());
  }

  @Test
  void shouldUnderstandTheNumbersOfOldVersions() throws Exception {
    Path eight = jdk(jvms.resolve("jdk-8"), "1.8.0_402");

    assertThat(bash("java_version '" + eight + "'", Map.of())).isEqualTo("8");
  }

  @Test
  void shouldSayInOneSentenceThatThereIsNoJdk() throws Exception {
    jdk(jvms.resolve("jdk-17"), "17.0.15");

    assertThat(bash("main --version", Map.of()))
        .isEqualTo(
            "waggle: No JDK 21 or newer was found: install one, for example from https://adoptium.net, or set JAVA_HOME to it.");
  }

  @Test
  void shouldSayInOneSentenceThatMavenIsMissing() throws Exception {
    assertThat(bash("require_maven", Map.of())).startsWith("waggle: Maven is missing: install");
  }

  @Test
  void shouldFindItsFolderThroughSymbolicLinksAndSpaces() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("a clone with spaces"));
    Path script = Files.copy(SCRIPT, clone.resolve("waggle"));
    Path link = Files.createSymbolicLink(folder.resolve("first"), script);
    Path again = Files.createSymbolicLink(folder.resolve("second link"), link.getFileName());

    assertThat(run(again, "printf %s \"$root\"", Map.of()))
        .isEqualTo(clone.toRealPath().toString());
  }

  @Test
  void shouldBuildOnlyWhatHasChanged() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("clone"));
    Path script = Files.copy(SCRIPT, clone.resolve("waggle"));
    Files.createDirectories(clone.resolve("cli/src"));
    Files.writeString(clone.resolve("pom.xml"), "");
    Files.createDirectories(clone.resolve("target"));
    String answer = "stale demo cli && echo stale || echo fresh";

    assertThat(run(script, answer, Map.of())).isEqualTo("stale");
    Files.writeString(clone.resolve("target/waggle-demo.stamp"), "");
    assertThat(run(script, answer, Map.of())).isEqualTo("fresh");
    Path source = Files.writeString(clone.resolve("cli/src/A.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(java.time.Instant.now().plusSeconds(60)));
    assertThat(run(script, answer, Map.of())).isEqualTo("stale");
  }

  @Test
  void shouldNotBuildForWhatOnlyTestsNeed() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("clone"));
    Path script = Files.copy(SCRIPT, clone.resolve("waggle"));
    Files.createDirectories(clone.resolve("cli/src/test"));
    Files.createDirectories(clone.resolve("cli/target/quick"));
    Files.writeString(clone.resolve("pom.xml"), "");
    Path stamp =
        Files.writeString(
            Files.createDirectories(clone.resolve("target")).resolve("waggle-demo.stamp"), "");
    for (String newer : List.of("cli/src/test/ATest.java", "cli/target/quick/a.jar")) {
      Files.setLastModifiedTime(
          Files.writeString(clone.resolve(newer), ""),
          FileTime.from(Files.getLastModifiedTime(stamp).toInstant().plusSeconds(60)));
    }

    assertThat(run(script, "stale demo cli && echo stale || echo fresh", Map.of()))
        .isEqualTo("fresh");
  }

  @Test
  void shouldBuildWhatTheCommandNeeds() throws Exception {
    String dry = "stale() { true; }; build() { echo \"$3 for $2\"; }; prepare ";

    assertThat(bash(dry + "demo", Map.of()))
        .isEqualTo("cli,examples/code-archaeologist for demo command");
    assertThat(bash(dry + "demo dispute", Map.of()))
        .isEqualTo("cli,examples/invoice-dispute for dispute command");
    assertThat(bash(dry + "crash-test", Map.of()))
        .isEqualTo("cli,crash-test/worker for crash-test command");
    assertThat(bash(dry + "worker --agents a", Map.of()))
        .isEqualTo("cli,examples/research-agent for worker command");
    assertThat(bash(dry + "engine up", Map.of())).isEqualTo("cli for command");
    assertThat(bash(dry, Map.of())).isEqualTo("cli for command");
  }

  private String bash(String call, Map<String, String> environment) throws Exception {
    return run(SCRIPT, call, environment);
  }

  /** Output and errors, of a shell that sees nothing of this machine but the basic commands. */
  private String run(Path script, String call, Map<String, String> environment) throws Exception {
    Path tools = basicCommands();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "/bin/bash", "-c", "WAGGLE_SOURCED=1 source \"$0\"; " + call, script.toString()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("WAGGLE_JVM_FOLDER", jvms.toString());
    builder.environment().put("WAGGLE_JAVA_HOME_TOOL", folder.resolve("none").toString());
    Process process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private Path basicCommands() throws IOException {
    Path tools = folder.resolve("tools");
    if (Files.isDirectory(tools)) {
      return tools;
    }
    Files.createDirectories(tools);
    for (String name : List.of("readlink", "dirname", "sed", "head", "sort", "find", "mkdir")) {
      Path real = Path.of("/usr/bin", name);
      executable(
          tools.resolve(name),
          "exec %s \"$@\"".formatted(Files.exists(real) ? real : Path.of("/bin", name)));
    }
    return tools;
  }

  private static Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String tool : List.of("java", "javac")) {
      executable(home.resolve("bin").resolve(tool), "");
    }
    return home;
  }

  private static void executable(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
