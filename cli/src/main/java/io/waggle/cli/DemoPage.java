package io.waggle.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The demo's run in a browser, for the person at the terminal; nothing where nobody sits there. */
final class DemoPage {
  private final Console console;
  private final URI run;

  DemoPage(Console console, URI run) {
    this.console = console;
    this.run = run;
  }

  /** Opens it where there is a browser. */
  void open() {
    if (!console.interactive()) {
      return;
    }
    browser(System.getProperty("os.name"), console.environment())
        .ifPresent(
            command -> {
              try {
                var unused =
                    new ProcessBuilder(command, run.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
              } catch (IOException none) {
                // The address is printed.
              }
            });
  }

  /** What opens an address, where windows can be shown. */
  static Optional<String> browser(String system, Map<String, String> environment) {
    if (system.startsWith("Mac")) {
      return Optional.of("open");
    }
    return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
        ? Optional.of("xdg-open")
        : Optional.empty();
  }

  /** The page ends with the demo, so the person says when. */
  void leave() {
    if (!console.interactive()) {
      return;
    }
    console.err().println("Look at the run at " + run + ", and press Enter to end the demo.");
    try {
      int read;
      do {
        read = console.in().read();
      } while (read >= 0 && read != '\n');
    } catch (IOException gone) {
      // Nobody looks any more.
    }
  }
}
