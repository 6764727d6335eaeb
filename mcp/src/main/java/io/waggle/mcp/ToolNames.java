package io.waggle.mcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names under which models see the tools of MCP servers. */
final class ToolNames {
  /** What chat completion endpoints accept. */
  private static final int LONGEST = 64;

  private static final int DIGITS = 8;

  private ToolNames() {}

  /**
   * @return {@code <server>_<tool>}, of letters, digits, {@code _} and {@code -}; a name that is
   *     too long keeps its beginning, and a digest tells it from others
   */
  static String of(String server, String tool) {
    String name = (server + "_" + tool).replaceAll("[^a-zA-Z0-9_-]", "_");
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - DIGITS - 1) + "_" + digest(server + "_" + tool);
  }

  private static String digest(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
