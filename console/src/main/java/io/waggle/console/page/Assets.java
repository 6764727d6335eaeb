package io.waggle.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * The files that pages load. Browsers keep them for long: their addresses have a digest of what is
 * in them.
 */
public final class Assets {
  /** Versions of the webjars, as they say themselves. */
  static final String HTMX = version("htmx.org");

  static final String HTMX_SSE = version("htmx-ext-sse");

  private static final List<String> OWN =
      List.of(
          "/waggle-console/assets/console.css",
          "/waggle-console/assets/run.css",
          "/waggle-console/assets/console.js");

  private final String version;

  Assets() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : OWN) {
        digest.update(bytes(file));
      }
      digest.update((HTMX + HTMX_SSE).getBytes(StandardCharsets.UTF_8));
      version = HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @return what the addresses of all files end with
   */
  public String version() {
    return version;
  }

  private static byte[] bytes(String file) {
    try (InputStream stream = Assets.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("The console's jar has no " + file + ".");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(String webjar) {
    String file = "/META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
    try (InputStream stream = Assets.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("The class path has no webjar " + webjar + ".");
      }
      Properties pom = new Properties();
      pom.load(stream);
      return pom.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
