package io.waggle.mcp;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings that stop the start, what the others mean, and that all of them are documented. */
class McpPropertiesTest {
  private static final String ONE = "waggle.mcp.servers.files.";

  @EnableConfigurationProperties(McpProperties.class)
  static class Application {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          command=node;url=http://x/mcp       | needs either 'command', to start a server, or 'url'
          timeout=PT5S                        | needs either 'command', to start a server, or 'url'
          url=ftp://x/mcp                     | write an address such as https://
          url=https://ada:key@x/mcp           | credentials go into 'headers'
          url=http://x/mcp;args[0]=a          | 'args', 'env' and 'directory' mean nothing
          command=node;headers.a=b            | 'headers' mean nothing
          command=node;env[0]=TOKEN           | not NAME=value
          command=node;timeout=PT0S           | waggle.mcp.servers.files.timeout is PT0S
          command=node;max-result=5           | write 100 to 1000000
          command=node;max-message=1GB        | write 1KB to 64MB
          command=node;tools.read.timeout=PT2H | waggle.mcp.servers.files.tools.read.timeout is PT2H
          command=node;tools.read.effect=maybe | maybe
          command=node;timout=PT5S            | waggle.mcp.servers.files.timout
          command=node;tools.read.aprove=true | waggle.mcp.servers.files.tools.read.aprove
          """)
  void shouldStopTheStart(String settings, String sentence) {
    String[] values =
        Arrays.stream(settings.split(";")).map(one -> ONE + one).toArray(String[]::new);
    new ApplicationContextRunner()
        .withUserConfiguration(Application.class)
        .withPropertyValues(values)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .satisfies(failure -> assertThat(everySentence(failure)).contains(sentence)));
  }

  private static String everySentence(Throwable failure) {
    return Stream.iterate(failure, one -> one != null, Throwable::getCause)
        .map(Throwable::toString)
        .reduce("", (a, b) -> a + "\n" + b);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server.tokens.ada=short | give it 16 or more
          server.path=mcp         | write a path such as /mcp
          server.patience=PT0S    | waggle.mcp.server.patience is PT0S
          servers.Files!.command=node | a server named
          """)
  void shouldStopTheStartOfTheServer(String setting, String sentence) {
    new ApplicationContextRunner()
        .withUserConfiguration(Application.class)
        .withPropertyValues("waggle.mcp." + setting)
        .run(context -> assertThat(everySentence(context.getStartupFailure())).contains(sentence));
  }

  /** Spring leaves the underscore of a key out that has no brackets. */
  @Test
  void shouldFindWhatIsSaidOfATool() {
    new ApplicationContextRunner()
        .withUserConfiguration(Application.class)
        .withPropertyValues(
            ONE + "command=node",
            ONE + "tools.read_file.effect=read",
            ONE + "tools[write_file].timeout=PT2M")
        .run(
            context -> {
              McpServerProperties files =
                  context.getBean(McpProperties.class).servers().get("files");
              assertThat(files.tool("read_file").effect()).hasToString("READ");
              assertThat(files.tool("readfile2").effect()).isNull();
              assertThat(files.timeout("write_file")).hasMinutes(2);
              assertThat(files.timeout("read_file")).hasMinutes(1);
              assertThat(files.longest()).hasMinutes(2);
            });
  }

  @Test
  void shouldDocumentEverySetting() throws IOException {
    Map<String, String> documented = new HashMap<>();
    Pattern.compile("^\\| `(waggle\\.mcp\\.[^`]+)` \\| ([^|]+) \\|", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("..", "docs", "mcp.md")))
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2).replace("`", "").strip()));
    JsonNode metadata =
        McpJson.MAPPER.readTree(
            McpPropertiesTest.class.getResourceAsStream(
                "/META-INF/spring-configuration-metadata.json"));
    Set<String> known =
        StreamSupport.stream(metadata.path("properties").spliterator(), false)
            .map(property -> property.path("name").asText())
            .filter(name -> !name.equals("waggle.mcp.servers"))
            .collect(toCollection(TreeSet::new));
    Arrays.stream(McpServerProperties.class.getRecordComponents())
        .map(component -> "waggle.mcp.servers.<name>." + dashed(component.getName()))
        .forEach(known::add);

    assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(known);
    for (JsonNode property : metadata.path("properties")) {
      if (property.has("defaultValue")) {
        assertThat(documented.get(property.path("name").asText()))
            .isEqualTo(property.path("defaultValue").asText());
      }
    }
  }

  private static String dashed(String component) {
    return Pattern.compile("[A-Z]")
        .matcher(component)
        .replaceAll(upper -> "-" + upper.group().toLowerCase(Locale.ROOT));
  }

  /** A person who reads it must not miss what a model would read. */
  @Test
  void shouldShowInTheLockFileWhatCannotBeSeen() throws IOException {
    Path file = Files.createTempFile("tools", ".json");
    Files.writeString(file, "{}");
    var tool = new PinnedTool("Reads.\u202E\u200B hidden", McpJson.MAPPER.createObjectNode(), null);

    LockFile.read(file).pin("files", Map.of("read", tool));

    assertThat(Files.readString(file)).contains("Reads.\\u202E\\u200B hidden");
    assertThat(LockFile.read(file).tools("files")).contains(Map.of("read", tool));
    Files.delete(file);
  }

  @Test
  void shouldReadTheLockFileOrSayWhatIsWrongWithIt() throws IOException {
    Path file = Files.createTempFile("tools", ".json");
    Files.writeString(file, "{\"files\": []}");
    assertThatExceptionOfType(io.waggle.tool.DefinitionException.class)
        .isThrownBy(() -> LockFile.read(file))
        .withMessageContaining("is no lock file of MCP tools");
    Files.delete(file);
    assertThat(LockFile.read(file).tools("files")).isEmpty();
  }
}
