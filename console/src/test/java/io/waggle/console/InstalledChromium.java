package io.waggle.console;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The browser of this machine: what the environment variable {@code CHROMIUM} names, or the first
 * on the {@code PATH}. Where there is none, tests that need it are skipped and say so; on CI they
 * fail.
 */
public final class InstalledChromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private InstalledChromium() {}

  /** A driver that uses no browser but this one. */
  public static Playwright driver() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** Starts it without a window, and without traffic of its own. */
  public static LaunchOptions launch() {
    return new LaunchOptions()
        .setExecutablePath(location())
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"));
  }

  private static Path location() {
    return Optional.ofNullable(System.getenv("CHROMIUM"))
        .map(Path::of)
        .or(InstalledChromium::onThePath)
        .orElseThrow(InstalledChromium::missing);
  }

  private static Optional<Path> onThePath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static RuntimeException missing() {
    String sentence =
        "No Chromium was found on the PATH; install one, or name it in the environment variable CHROMIUM.";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(sentence);
    }
    System.err.println("[SKIPPED] " + sentence);
    return new TestAbortedException(sentence);
  }
}
