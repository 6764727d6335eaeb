package io.waggle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.waggle.testing.TestBed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chromium, without a window, in front of the console. */
public final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;
  private final String console;

  /** Of the window at a desk, in pixels. */
  public static final int WIDTH = 1280;

  /** Of a phone. */
  public static final int PHONE = 390;

  /** What browsers complain about: content that the policy forbids, scripts that fail. */
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser, String console) {
    this.playwright = playwright;
    this.browser = browser;
    this.console = console;
  }

  /** In front of a test bed's console. */
  public static Chromium before(TestBed bed) {
    LaunchOptions launch = InstalledChromium.launch();
    Playwright playwright = InstalledChromium.driver();
    // What is awaited comes within moments; on a busy machine it takes longer.
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    return new Chromium(playwright, playwright.chromium().launch(launch), ConsoleAddress.of(bed));
  }

  /**
   * @param path below {@code /console}
   */
  public String address(String path) {
    return console + path;
  }

  /** As people look at it at a desk. */
  Page desk() {
    return page(WIDTH, ColorScheme.LIGHT, true);
  }

  /** As people look at it in the dark, on a phone. */
  Page phone() {
    return page(PHONE, ColorScheme.DARK, true);
  }

  /** A browser that runs no scripts. */
  Page withoutScripts() {
    return page(WIDTH, ColorScheme.LIGHT, false);
  }

  /** A page of the console, at a desk. */
  public Page open(String path) {
    return open(path, true, ColorScheme.LIGHT, WIDTH);
  }

  public Page open(String path, boolean scripts, ColorScheme colours, int width) {
    Page page = page(width, colours, scripts);
    page.navigate(address(path));
    return page;
  }

  private Page page(int width, ColorScheme colours, boolean scripts) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width < WIDTH ? 844 : 800)
                .setColorScheme(colours)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setJavaScriptEnabled(scripts));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // Styles: of the check below, which sets some.
          if (message.type().equals("error")
              && !message.text().matches(".*(status of [45]|Status Error Code [45]).*")
              && !message.text().startsWith("Applying inline style")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** Nothing is missing for those who do not see it, and it fits. */
  public void check(Page page) {
    assertThat(complaints).as(page.url()).isEmpty();
    assertThat(
            new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
                .analyze()
                .getViolations())
        .as(page.url())
        .isEmpty();
    assertThat((int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
        .as("wider than the window: %s", page.url())
        .isLessThanOrEqualTo(0);
  }

  /** For docs/console.md where asked for, by {@code -Dwaggle.pictures}. */
  public void picture(Page page, String name) {
    Path folder =
        System.getProperty("waggle.pictures") == null
            ? Path.of("target", "screenshots")
            : Path.of(System.getProperty("waggle.root", ".."), "docs", "images");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(folder.resolve("console-" + name + ".png"))
            .setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
