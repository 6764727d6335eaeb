package io.waggle.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Kubernetes objects of the folder {@code kubernetes}. */
final class Manifests {
  static final Path FOLDER = Path.of("kubernetes");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifests() {}

  /** One object. */
  record Manifest(Path file, JsonNode json) {
    String kind() {
      return json.path("kind").asText();
    }

    String name() {
      return json.at("/metadata/name").asText();
    }

    @Override
    public String toString() {
      return file.getFileName() + ": " + kind() + " " + name();
    }
  }

  static Stream<Manifest> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream().flatMap(file -> read(file).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode of(String kind) {
    return all()
        .filter(found -> found.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + kind))
        .json();
  }

  static JsonNode pod() {
    return of("Deployment").at("/spec/template/spec");
  }

  static JsonNode container() {
    return pod().at("/containers/0");
  }

  private static List<Manifest> read(Path file) {
    List<Manifest> found = new ArrayList<>();
    try (YAMLParser yaml = new YAMLFactory().createParser(file.toFile())) {
      JSON.readerFor(JsonNode.class)
          .<JsonNode>readValues(yaml)
          .forEachRemaining(object -> found.add(new Manifest(file, object)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
