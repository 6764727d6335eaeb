package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPageTest {
  private static final URI RUN = URI.create("http://127.0.0.1:8090/console/runs/dig-1");

  private final StringWriter err = new StringWriter();
  private final ByteArrayInputStream in =
      new ByteArrayInputStream("typed before\nrest".getBytes(StandardCharsets.UTF_8));

  private Console console(boolean interactive) {
    return new Console(
        in,
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        interactive,
        false,
        interactive,
        Map.of());
  }

  @Test
  void shouldOpenABrowserWhereWindowsCanBeShown() {
    assertThat(DemoPage.browser("Linux", Map.of("DISPLAY", ":0"))).contains("xdg-open");
    assertThat(DemoPage.browser("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
        .contains("xdg-open");
    assertThat(DemoPage.browser("Mac OS X", Map.of())).contains("open");
    assertThat(DemoPage.browser("Linux", Map.of())).isEmpty();
  }

  @Test
  void shouldStayUntilEnterIsPressed() {
    new DemoPage(console(true), RUN).leave();

    assertThat(err.toString()).contains(RUN.toString(), "press Enter");
    assertThat(in.available()).isEqualTo("rest".length());
  }

  @Test
  void shouldNotStayWhereNobodySits() {
    new DemoPage(console(false), RUN).leave();

    assertThat(err.toString()).isEmpty();
    assertThat(in.available()).isEqualTo("typed before\nrest".length());
  }
}
