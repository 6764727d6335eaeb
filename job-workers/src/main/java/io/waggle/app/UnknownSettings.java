package io.waggle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.check.NearMiss;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Settings under {@code waggle.} that do not exist: Spring passes over them, and a limit with a
 * typing error would be no limit. What exists is what editors are told, the configuration metadata
 * of Waggle and of the application.
 */
final class UnknownSettings {
  private static final String PREFIX = "waggle.";
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  /** A provider has any name. */
  private static final Pattern PROVIDER = Pattern.compile("waggle\\.providers\\.[^.]+\\.");

  private static final Pattern COLLECTION = Pattern.compile("java\\.util\\.(Map|List|Set)<");

  /** Others name their variables and properties so, too: only what is nearly one of ours is one. */
  private static final Set<String> SHARED =
      Set.of(
          StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
          StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

  private final Set<String> known;

  /** Lists and maps of what is not known by itself. */
  private final Set<String> open;

  private UnknownSettings(Collection<String> known, Collection<String> open) {
    this.known = Set.copyOf(known);
    this.open =
        open.stream()
            .filter(one -> known.stream().noneMatch(other -> other.startsWith(one + ".")))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @throws UncheckedIOException if the metadata cannot be read
   */
  static UnknownSettings ofClassPath(ClassLoader loader) {
    Set<String> names = new TreeSet<>();
    Set<String> open = new TreeSet<>();
    try {
      for (URL metadata : Collections.list(loader.getResources(METADATA))) {
        for (JsonNode property : read(metadata).path("properties")) {
          String name = property.path("name").asText();
          if (name.startsWith(PREFIX)) {
            names.add(anyProvider(name));
            if (COLLECTION.matcher(property.path("type").asText()).lookingAt()) {
              open.add(name);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new UnknownSettings(names, open);
  }

  private static JsonNode read(URL metadata) throws IOException {
    try (InputStream stream = metadata.openStream()) {
      return new ObjectMapper().readTree(stream);
    }
  }

  /**
   * @throws WrongSettingException with a sentence that names the first such setting, where it
   *     stands, and the one that was probably meant
   */
  void refuse(ConfigurableEnvironment environment) {
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed && !known.isEmpty()) {
        boolean shared = SHARED.contains(source.getName());
        for (String name : listed.getPropertyNames()) {
          check(name, shared, source);
        }
      }
    }
  }

  private void check(String given, boolean shared, PropertySource<?> source) {
    String name = canonical(given);
    if (!name.startsWith(PREFIX) || exists(anyProvider(name))) {
      return;
    }
    String near = hint(anyProvider(name));
    if (shared && near.isEmpty()) {
      return;
    }
    Object origin = OriginLookup.getOrigin(source, given);
    throw new WrongSettingException(
        "There is no setting '%s'%s: %s. All are in docs/configuration.md."
            .formatted(given, near, origin == null ? source.getName() : origin));
  }

  /** What all have in common would make any two alike. */
  private String hint(String name) {
    List<String> rests = known.stream().map(one -> one.substring(PREFIX.length())).toList();
    return NearMiss.of(name.substring(PREFIX.length()), rests)
        .map(near -> " (did you mean '%s%s'?)".formatted(PREFIX, near))
        .orElse("");
  }

  /** A variable of the environment has no dots and no dashes. */
  private static String canonical(String given) {
    return given.startsWith("WAGGLE_") ? given.toLowerCase(Locale.ROOT).replace('_', '.') : given;
  }

  private boolean exists(String name) {
    return known.stream().anyMatch(one -> plain(one).equals(plain(name)))
        || open.stream().anyMatch(one -> name.startsWith(one + "[") || name.startsWith(one + "."));
  }

  private static String anyProvider(String name) {
    return PROVIDER.matcher(name).replaceFirst("waggle.providers.any.");
  }

  /** As Spring compares them. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }
}
