package io.waggle.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.platform.Addresses;
import io.waggle.platform.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine, logged in to Operate and Tasklist. */
final class Chromium implements AutoCloseable {
  private static final String LOCATION = "CHROMIUM";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 960;

  /** High enough for a form with a difference. */
  private static final int TALL = 1360;

  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final Addresses addresses;

  Chromium(Platform platform) {
    addresses = platform.addresses();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(location())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                // Tasklist would ask for it above every form.
                .setPermissions(List.of("notifications")));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = context.newPage();
    login();
  }

  private void login() {
    open("/tasklist");
    page.getByPlaceholder("Username").fill(Addresses.USER);
    page.getByPlaceholder("Password").fill(Addresses.PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Login")).click();
    page.getByText("All open tasks").first().waitFor();
  }

  Page page() {
    return page;
  }

  void open(String path) {
    page.navigate(addresses.webAddress().resolve(path).toString());
  }

  /** Takes a picture of the window as people have it, and one that shows all of a long page. */
  void picture(String name) {
    shoot(PICTURES.resolve(name + ".png"));
    page.setViewportSize(WIDTH, TALL);
    shoot(PICTURES.resolve(name + "-whole.png"));
    page.setViewportSize(WIDTH, HEIGHT);
  }

  private void shoot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  private static Path location() {
    return Optional.ofNullable(System.getenv(LOCATION))
        .map(Path::of)
        .or(Chromium::onThePath)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium was found on the PATH (%s); install one, or name it in the environment variable %s."
                        .formatted(String.join(", ", NAMES), LOCATION)));
  }

  private static Optional<Path> onThePath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
