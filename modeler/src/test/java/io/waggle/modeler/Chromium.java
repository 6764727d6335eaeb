package io.waggle.modeler;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine, for forms of user tasks; see {@link InChromium}. */
public final class Chromium {
  private static final String LOCATION = "CHROMIUM";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final double PATIENCE_MILLIS = 30_000;
  private static final int WIDTH = 760;
  private static final int HEIGHT = 1_000;
  private static final int DESK_WIDTH = 1_280;
  private static final int DESK_HEIGHT = 800;

  private final Playwright playwright;
  private final Browser browser;
  private final Map<FormLibrary, FormPage> pages = new EnumMap<>(FormLibrary.class);

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, without a window. A test is skipped where there is none. */
  static Chromium start() {
    Path location = location();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(location)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new Chromium(playwright, browser);
  }

  /**
   * The page on which this version of form-js opens forms, one after the other. It reaches nothing
   * else.
   */
  public FormPage page(FormLibrary library) {
    return pages.computeIfAbsent(
        library,
        absent ->
            new FormPage(
                browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT)),
                absent));
  }

  /** An empty page, as at a desk. */
  Page desk() {
    return browser
        .newContext(new Browser.NewContextOptions().setViewportSize(DESK_WIDTH, DESK_HEIGHT))
        .newPage();
  }

  private static Path location() {
    return Optional.ofNullable(System.getenv(LOCATION))
        .map(Path::of)
        .or(Chromium::onThePath)
        .orElseThrow(
            () ->
                NodeTools.missing(
                    "No Chromium was found on the PATH (%s); install one, or name it in the environment variable %s."
                        .formatted(String.join(", ", NAMES), LOCATION)));
  }

  private static Optional<Path> onThePath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void close() {
    browser.close();
    playwright.close();
  }
}
