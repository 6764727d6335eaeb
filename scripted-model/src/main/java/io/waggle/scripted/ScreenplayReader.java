package io.waggle.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads screenplays; JSON is read as the YAML that it is. */
final class ScreenplayReader {
  private static final JsonMapper YAML =
      JsonMapper.builder(YAMLFactory.builder().build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
          .build();

  private ScreenplayReader() {}

  /** The file's top level. */
  private record Document(
      @Nullable Duration delay,
      @Nullable Map<String, @Nullable List<@Nullable Scene>> roles,
      @Nullable Embeddings embeddings) {
    @JsonCreator
    static Document of(
        @JsonProperty("delay") @Nullable Duration delay,
        @JsonProperty("roles") @Nullable Map<String, @Nullable List<@Nullable Scene>> roles,
        @JsonProperty("embeddings") @Nullable Embeddings embeddings) {
      return new Document(delay, roles, embeddings);
    }
  }

  static Screenplay load(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return parse(
        file.toString(),
        read(file),
        path -> read(folder == null ? Path.of(path) : folder.resolve(path)));
  }

  static Screenplay resource(String name) {
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    return parse(name, readResource(name), path -> readResource(folder + path));
  }

  static Screenplay parse(String source, String yaml, UnaryOperator<String> files) {
    if (yaml.isBlank()) {
      throw new ScreenplayException(source + " is empty: a screenplay needs 'roles'");
    }
    try {
      Document document = YAML.readValue(yaml, Document.class);
      Duration delay = document.delay() == null ? Duration.ZERO : document.delay();
      Map<String, List<Scene>> roles = new LinkedHashMap<>();
      if (document.roles() != null) {
        document
            .roles()
            .forEach((role, scenes) -> roles.put(role, scenes(source, role, scenes, delay)));
      }
      Embeddings embeddings =
          document.embeddings() == null ? Embeddings.OF_WORDS : document.embeddings();
      return new Screenplay(source, roles, embeddings).withFiles(files);
    } catch (JsonProcessingException e) {
      throw new ScreenplayException(ScreenplayFault.sentence(source, e));
    }
  }

  private static List<Scene> scenes(
      String source, String role, @Nullable List<@Nullable Scene> scenes, Duration delay) {
    List<Scene> checked = new ArrayList<>();
    for (Scene scene : scenes == null ? List.<@Nullable Scene>of() : scenes) {
      if (scene == null) {
        throw new ScreenplayException(
            "%s, role '%s', scene %d is empty".formatted(source, role, checked.size() + 1));
      }
      checked.add(scene.delay() == null ? scene.withDelay(delay) : scene);
    }
    return checked;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ScreenplayException("there is no file %s".formatted(file));
    } catch (IOException e) {
      throw new ScreenplayException("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  private static String readResource(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ClassLoader known = loader == null ? ScreenplayReader.class.getClassLoader() : loader;
    try (InputStream in = known.getResourceAsStream(name)) {
      if (in == null) {
        throw new ScreenplayException("there is no %s on the class path".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ScreenplayException("cannot read %s: %s".formatted(name, e.getMessage()));
    }
  }

  private static final class DurationReader extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Durations.parse(parser.getText());
    }
  }
}
