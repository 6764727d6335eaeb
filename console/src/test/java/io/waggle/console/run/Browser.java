package io.waggle.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.waggle.console.InstalledChromium;
import io.waggle.testing.TestBed;
import org.springframework.core.env.Environment;

/** Chromium, without a window, in front of a test bed's console. */
final class Browser implements AutoCloseable {
  static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final String console;

  private Browser(
      Playwright playwright, com.microsoft.playwright.Browser chromium, String console) {
    this.playwright = playwright;
    this.chromium = chromium;
    this.console = console;
  }

  static Browser of(TestBed bed) {
    LaunchOptions launch = InstalledChromium.launch();
    Playwright playwright = InstalledChromium.driver();
    var chromium = playwright.chromium().launch(launch);
    String port = bed.bean(Environment.class).getProperty("local.server.port");
    return new Browser(playwright, chromium, "http://127.0.0.1:" + port + "/console");
  }

  String address(String path) {
    return console + path;
  }

  /** Where errors are expected. */
  BrowserContext context() {
    return chromium.newContext();
  }

  /** A page of the console; the console of the browser has to stay empty of errors. */
  Page open(String path) {
    return open(path, true, ColorScheme.LIGHT, WIDTH);
  }

  Page open(String path, boolean scripts, ColorScheme scheme, int width) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Berlin")
                .setJavaScriptEnabled(scripts));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            throw new AssertionError(path + ": " + message.text());
          }
        });
    page.onPageError(
        error -> {
          throw new AssertionError(path + ": " + error);
        });
    page.navigate(address(path));
    return page;
  }

  /** Nothing that keeps a reader who sees nothing, or has no mouse, from using the page. */
  static void assertAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .extracting(Rule::getId, rule -> rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
