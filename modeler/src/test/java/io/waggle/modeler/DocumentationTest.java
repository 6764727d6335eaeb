package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the repository lead where they say, stay short and quote what there is. */
class DocumentationTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|\\b(?:src|href)=\"(.*?)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  @ParameterizedTest
  @MethodSource("pages")
  void shouldLinkOnlyToWhatThereIs(Path page) throws IOException {
    assertThat(targets(page).filter(target -> !leadsSomewhere(page, target)))
        .as("links of %s that lead nowhere", Repository.ROOT.relativize(page))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"README.md, 150", "CONTRIBUTING.md, 100"})
  void shouldStayShort(String page, int lines) throws IOException {
    assertThat(Files.readAllLines(Repository.ROOT.resolve(page))).hasSizeLessThanOrEqualTo(lines);
  }

  @Test
  void shouldShowTheResearchAgentAsItIs() throws IOException {
    Path folder =
        Repository.ROOT.resolve(
            "examples/research-agent/src/main/java/io/waggle/examples/research");
    String code =
        Files.readString(folder.resolve("ResearchAgent.java"))
            + Files.readString(folder.resolve("Papers.java"));
    List<String> quoted =
        FENCED
            .matcher(Files.readString(Repository.ROOT.resolve("README.md")))
            .results()
            .filter(block -> block.group(1).equals("java"))
            .flatMap(block -> block.group(2).lines())
            .map(line -> line.replace("… }", "").strip())
            .toList();

    assertThat(quoted).isNotEmpty().allSatisfy(line -> assertThat(code).contains(line));
  }

  private static Stream<Path> pages() {
    return Repository.filesBelow(Repository.ROOT, ".md").stream()
        .filter(page -> !page.toString().replace('\\', '/').contains("/src/"));
  }

  /** Where the links of a page lead within the repository; code is not searched for links. */
  private static Stream<String> targets(Path page) throws IOException {
    String text = FENCED.matcher(Files.readString(page)).replaceAll("");
    return LINK.matcher(INLINE_CODE.matcher(text).replaceAll("code"))
        .results()
        .map(DocumentationTest::target)
        .filter(target -> !target.matches("(?i)[a-z]+:.*"));
  }

  private static String target(MatchResult link) {
    return link.group(1) == null ? link.group(2) : link.group(1);
  }

  private static boolean leadsSomewhere(Path page, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** The anchors that GitHub and others make of headings. */
  private static List<String> anchors(Path page) {
    try {
      return HEADING
          .matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
          .results()
          .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
          .map(heading -> heading.replaceAll("[^\\p{Alnum}\\- _]", "").replace(' ', '-'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
