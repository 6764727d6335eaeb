package io.waggle.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.mcp.BoundedLines.Line;
import io.waggle.mcp.BoundedLines.TooLong;
import io.waggle.mcp.BoundedLines.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

  @Test
  void shouldReadLinesOfAnyEnd() throws IOException {
    assertThat(lines("one\n\nthrée\nlast", 100))
        .containsExactly(new Whole("one"), new Whole(""), new Whole("thrée"), new Whole("last"));
  }

  @Test
  void shouldKeepTheEdgesOfALineThatIsTooLongAndReadOn() throws IOException {
    String line = "{\"id\":1," + "x".repeat(10_000) + ",\"last\":2}";

    List<Line> lines = lines(line + "\nnext\n", 5_000);

    assertThat(lines).hasSize(2).last().isEqualTo(new Whole("next"));
    TooLong large = (TooLong) lines.getFirst();
    assertThat(large.bytes()).isEqualTo(line.length());
    assertThat(large.beginning()).startsWith("{\"id\":1,xxx").hasSize(1024);
    assertThat(large.end()).endsWith("xxx,\"last\":2}").hasSize(1024);
  }

  @Test
  void shouldKnowTheEndOfALineThatIsShorterThanItsEdge() throws IOException {
    assertThat(lines("abcdef\n", 3)).containsExactly(new TooLong(6, "abc", "abcdef"));
  }

  private static List<Line> lines(String text, long most) throws IOException {
    var lines =
        new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
    List<Line> all = new ArrayList<>();
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }
}
