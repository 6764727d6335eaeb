package io.waggle.examples.research;

import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A library that can be searched and read. */
class Papers {
  private final List<Paper> papers = load();

  record Paper(String id, String text) {
    long matches(String query) {
      String content = (id + " " + text).toLowerCase(Locale.ROOT);
      return Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\W+"))
          .filter(word -> word.length() > 2 && content.contains(word))
          .count();
    }
  }

  record Hit(String id, String beginning) {}

  @Tool(description = "Search the library; the best hits come first.", effect = Effect.READ)
  List<Hit> search(@Param("words to look for") String query) {
    return papers.stream()
        .filter(paper -> paper.matches(query) > 0)
        .sorted(Comparator.comparingLong((Paper paper) -> paper.matches(query)).reversed())
        .map(paper -> new Hit(paper.id(), paper.text().lines().findFirst().orElse("")))
        .toList();
  }

  @Tool(description = "Read a paper.", effect = Effect.READ)
  String read(@Param("id of a hit") String id) {
    return papers.stream()
        .filter(paper -> paper.id().equals(id))
        .map(Paper::text)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no paper '%s'".formatted(id)));
  }

  private static List<Paper> load() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver().getResources("classpath:papers/*.txt"))
          .map(Papers::paper)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Paper paper(Resource resource) {
    try {
      String name = String.valueOf(resource.getFilename());
      return new Paper(
          name.substring(0, name.lastIndexOf('.')),
          resource.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
