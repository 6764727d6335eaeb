package io.waggle.app;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.app.provider.ProviderProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** What editors know of Waggle's settings, and what the documentation says of them. */
class ConfigurationMetadataTest {
  private static final String RESOURCE = "/META-INF/spring-configuration-metadata.json";
  private static final Path DOCUMENTATION = Path.of("..", "docs", "configuration.md");

  /** A provider has any name; editors know those of a map by its type. */
  private static final String ANY_PROVIDER = "waggle.providers.<name>.";

  private static JsonNode metadata;
  private static Set<String> known;
  private static Set<String> documented;

  @BeforeAll
  static void read() throws IOException {
    metadata =
        new ObjectMapper().readTree(ConfigurationMetadataTest.class.getResourceAsStream(RESOURCE));
    known =
        properties()
            .map(property -> property.path("name").asText())
            .filter(name -> name.startsWith("waggle."))
            .collect(toCollection(TreeSet::new));
    documented =
        Pattern.compile("^\\| `(waggle\\.[^`]+)`", Pattern.MULTILINE)
            .matcher(Files.readString(DOCUMENTATION))
            .results()
            .map(row -> row.group(1))
            .collect(toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> properties() {
    return StreamSupport.stream(metadata.path("properties").spliterator(), false);
  }

  @Test
  void shouldKnowWhatIsDocumentedAndNothingElse() {
    assertThat(known.stream().filter(name -> !name.startsWith("waggle.providers")))
        .containsExactlyInAnyOrderElementsOf(
            documented.stream().filter(name -> !name.startsWith("waggle.providers")).toList());
  }

  @Test
  void shouldKnowTheSettingsOfAProvider() {
    Set<String> settings =
        Arrays.stream(ProviderProperties.class.getRecordComponents())
            .map(component -> ANY_PROVIDER + dashed(component.getName()))
            .collect(toCollection(TreeSet::new));

    assertThat(documented.stream().filter(name -> name.startsWith("waggle.providers")))
        .containsExactlyElementsOf(settings);
    assertThat(known.stream().filter(name -> name.startsWith("waggle.providers.")))
        .allSatisfy(
            name ->
                assertThat(settings)
                    .contains(name.replaceFirst("^(waggle\\.providers\\.)[a-z]+", "$1<name>")));
    assertThat(property("waggle.providers").path("type").asText())
        .contains(ProviderProperties.class.getName());
  }

  private static String dashed(String component) {
    return Pattern.compile("[A-Z]")
        .matcher(component)
        .replaceAll((MatchResult upper) -> "-" + upper.group().toLowerCase(Locale.ROOT));
  }

  @Test
  void shouldDescribeEverySettingInAWayThatSpringReads() {
    assertThat(properties())
        .allSatisfy(
            property -> {
              assertThat(property.path("description").asText()).as("%s", property).isNotBlank();
              assertThat(ConfigurationPropertyName.isValid(property.path("name").asText()))
                  .isTrue();
            });
  }

  /** Where the documentation names a default. */
  @Test
  void shouldHaveTheDocumentedDefaults() throws IOException {
    Pattern.compile("^\\| `(waggle\\.[a-z.-]+)` \\| `([^`|]+)` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(DOCUMENTATION))
        .results()
        .filter(row -> !row.group(1).equals("waggle.home"))
        .forEach(
            row ->
                assertThat(property(row.group(1)).path("defaultValue").asText())
                    .as(row.group(1))
                    .isEqualTo(row.group(2)));
  }

  private static JsonNode property(String name) {
    return properties()
        .filter(property -> property.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
