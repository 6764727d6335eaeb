package io.waggle.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The settings that the worker of the image knows, by their metadata, and the documentation. */
final class WorkerSettings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  /** Names, with their defaults. */
  private final Map<String, String> defaults = new HashMap<>();

  private final String documentation = Files.readString(Path.of("..", "docs", "configuration.md"));

  private WorkerSettings() throws IOException {}

  /** Those of Waggle, the console, Camunda's client and Spring Boot. */
  static WorkerSettings ofImage() throws IOException {
    var settings = new WorkerSettings();
    var loader = Objects.requireNonNull(WorkerSettings.class.getClassLoader());
    for (URL resource : Collections.list(loader.getResources(METADATA))) {
      try (InputStream json = resource.openStream()) {
        for (JsonNode property : new ObjectMapper().readTree(json).path("properties")) {
          settings.defaults.put(
              property.path("name").asText(), property.path("defaultValue").asText());
        }
      }
    }
    return settings;
  }

  /** The defaults of a process that is a worker and nothing else. */
  static JsonNode worker() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(
            Objects.requireNonNull(WorkerSettings.class.getClassLoader())
                .getResourceAsStream("waggle-worker.yaml"))) {
      return new YAMLMapper().readTree(yaml);
    }
  }

  /**
   * @param variable of the environment: a setting, an entry of a list, or one that the
   *     documentation lists
   */
  boolean knows(String variable) {
    String setting = variable.replaceFirst("_\\d+_.*", "");
    return defaults.keySet().stream().anyMatch(name -> inEnvironment(name).equals(setting))
        || documentation.contains("\n| `" + variable + "` |");
  }

  String byDefault(String setting) {
    return Objects.requireNonNull(defaults.get(setting));
  }

  /** As Spring Boot has it: without dashes. */
  private static String inEnvironment(String name) {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
