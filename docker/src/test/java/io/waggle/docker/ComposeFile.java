package io.waggle.docker;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** docker-compose.yml and what lies beside it, as read by a program. */
final class ComposeFile {
  static final Path ROOT = Path.of("..");
  static final Path DOCKERFILE = Path.of("Dockerfile");

  private static final YAMLMapper YAML = new YAMLMapper();

  private ComposeFile() {}

  /** One container. */
  record Service(String name, JsonNode settings) {
    String image() {
      return settings.path("image").asText();
    }

    List<String> ports() {
      return texts("ports");
    }

    List<String> healthCheck() {
      return YAML.convertValue(settings.at("/healthcheck/test"), new TypeReference<>() {});
    }

    private List<String> texts(String field) {
      JsonNode found = settings.path(field);
      return found.isMissingNode()
          ? List.of()
          : YAML.convertValue(found, new TypeReference<List<String>>() {});
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Service> services() {
    return read(ROOT.resolve("docker-compose.yml")).path("services").properties().stream()
        .map(entry -> new Service(entry.getKey(), entry.getValue()));
  }

  static Service service(String name) {
    return services().filter(found -> found.name().equals(name)).findFirst().orElseThrow();
  }

  static JsonNode camundaSettings() {
    return read(Path.of("camunda/application.yaml")).path("camunda");
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
