package io.waggle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the guides compiles as it stands, with its imports. */
class SnippetsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package .*\\n");
  private static final Pattern IMPORTS = Pattern.compile("(?m)^import .*\\n");
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?class (\\w+)");

  /** What the guides leave to the reader. */
  private static final Map<String, String> READERS =
      Map.of(
          "Archive",
          "@org.springframework.stereotype.Component class Archive {}",
          "Mailer",
          "class Mailer { void send(java.util.List<String> groups, String text) {} }",
          "ResearchAgent",
          "class ResearchAgent {}",
          "Pages",
          "class Pages { String read(String path) { return path; } }");

  static Stream<Arguments> snippets() throws IOException {
    List<Arguments> snippets = new ArrayList<>();
    for (String page :
        List.of(
            "configuration.md",
            "gates.md",
            "memory.md",
            "running-from-java.md",
            "writing-agents.md")) {
      JAVA.matcher(Files.readString(DOCS.resolve(page)))
          .results()
          .forEach(
              block ->
                  snippets.add(
                      Arguments.of(
                          "%s, %s".formatted(page, block.group(1).lines().toList().getLast()),
                          block.group(1))));
    }
    return snippets.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void shouldCompile(String where, String snippet, @TempDir Path target) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();

    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-proc:none", "-parameters", "-d", target.toString()),
                null,
                sources(snippet))
            .call();

    assertThat(compiled).as("%s%n%s", where, messages).isTrue();
  }

  private static List<JavaFileObject> sources(String snippet) {
    String code =
        PACKAGE
            .matcher(snippet.replace("{ … }", "{ throw new UnsupportedOperationException(); }"))
            .replaceAll("");
    if (!TYPE.matcher(code).find()) {
      code = inClass(code);
    }
    List<String> types = TYPE.matcher(code).results().map(type -> type.group(1)).toList();
    List<JavaFileObject> sources = new ArrayList<>(List.of(source(types.getFirst(), code)));
    READERS.forEach(
        (name, stub) -> {
          if (!types.contains(name)) {
            sources.add(source(name, stub));
          }
        });
    return sources;
  }

  private static String inClass(String members) {
    String imports =
        String.join("", IMPORTS.matcher(members).results().map(MatchResult::group).toList());
    return "%sclass Snippet {\n  Pages pages = new Pages();\n%s}\n"
        .formatted(imports, IMPORTS.matcher(members).replaceAll(""));
  }

  private static JavaFileObject source(String type, String code) {
    URI name = URI.create("string:///%s.java".formatted(type));
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }
}
