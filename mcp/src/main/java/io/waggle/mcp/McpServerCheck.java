package io.waggle.mcp;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** What the settings of an MCP server have to obey; each broken rule is one sentence. */
final class McpServerCheck {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?");
  private static final Pattern VARIABLE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Duration LONGEST = Duration.ofHours(1);

  private McpServerCheck() {}

  /**
   * @throws IllegalArgumentException with a sentence that names the setting
   */
  static void check(String name, McpServerProperties server) {
    String at = "waggle.mcp.servers." + name;
    require(
        NAME.matcher(name).matches(),
        "waggle.mcp.servers has a server named '%s': a name is 1 to 24 of a-z, 0-9 and, inside, '-'."
            .formatted(name));
    require(
        (server.command() == null) != (server.url() == null),
        at + " needs either 'command', to start a server, or 'url', to reach one.");
    if (server.url() != null) {
      require(
          server.args().isEmpty() && server.env().isEmpty() && server.directory() == null,
          at + " has a 'url', so that 'args', 'env' and 'directory' mean nothing: leave them out.");
      checkUrl(at, server.url());
    } else {
      require(
          !String.valueOf(server.command()).isBlank(), at + ".command is empty: name a program.");
      require(
          server.headers().isEmpty(),
          at + " has a 'command', so that 'headers' mean nothing: leave them out, or use 'env'.");
    }
    for (String variable : server.env()) {
      require(
          VARIABLE.matcher(variable).matches(),
          at + ".env has an entry that is not NAME=value, as in API_TOKEN=${FILES_TOKEN}.");
    }
    checkBounds(at, server);
  }

  private static void checkBounds(String at, McpServerProperties server) {
    checkTime(at + ".timeout", server.timeout());
    checkTime(at + ".connect-timeout", server.connectTimeout());
    server
        .tools()
        .forEach(
            (tool, said) -> {
              if (said.timeout() != null) {
                checkTime("%s.tools.%s.timeout".formatted(at, tool), said.timeout());
              }
            });
    require(
        server.maxResult() >= 100 && server.maxResult() <= 1_000_000,
        at + ".max-result is %d: write 100 to 1000000.".formatted(server.maxResult()));
    require(
        server.maxMessage().toBytes() >= 1024 && server.maxMessage().toMegabytes() <= 64,
        at + ".max-message is %s: write 1KB to 64MB.".formatted(server.maxMessage()));
  }

  private static void checkUrl(String at, URI url) {
    require(
        url.getScheme() != null && SCHEMES.contains(url.getScheme()) && url.getHost() != null,
        at
            + ".url is '%s': write an address such as https://tools.example.com/mcp."
                .formatted(url));
    require(
        url.getUserInfo() == null && url.getFragment() == null,
        at + ".url has a user or a fragment: credentials go into 'headers'.");
  }

  private static void checkTime(String setting, Duration time) {
    require(
        time.isPositive() && time.compareTo(LONGEST) <= 0,
        "%s is %s: write more than nothing, up to PT1H.".formatted(setting, time));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
