package io.waggle.mcp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Agents of this worker as tools for MCP clients, over streamable HTTP on the worker's web port.
 *
 * @param enabled whether they are offered
 * @param path of the endpoint
 * @param agents which; none named: all that the worker holds
 * @param tokens what clients show that they may: by the name of a person or a program, a token of
 *     16 characters or more. None: everybody on this machine may, and nobody else
 * @param answers which questions of runs clients may answer: questions (of agents to people), all
 *     (approvals, too), none
 * @param patience how long a call of a tool waits for the end of a run, before it says how to wait
 *     on; clients give up after a minute, unless told otherwise
 */
public record OfferedAgents(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("/mcp") String path,
    @DefaultValue List<String> agents,
    @DefaultValue Map<String, String> tokens,
    @DefaultValue("questions") Answers answers,
    @DefaultValue("PT45S") Duration patience) {
  private static final int SHORTEST_TOKEN = 16;
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Which questions of runs clients may answer. */
  public enum Answers {
    /** None; they are told who is waited for. */
    NONE,
    /** What an agent asks a person to know; nothing that lets something happen. */
    QUESTIONS,
    /** Plans and tool calls are approved here, too: who has a token is a person who may. */
    ALL
  }

  /**
   * @throws IllegalArgumentException with a sentence that names the setting that cannot be used
   */
  public OfferedAgents {
    agents = List.copyOf(agents);
    tokens = Map.copyOf(tokens);
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException(
          "waggle.mcp.server.path is '%s': write a path such as /mcp.".formatted(path));
    }
    tokens.forEach(
        (name, token) -> {
          if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                "waggle.mcp.server.tokens.%s has %d characters: give it %d or more, for example of 'openssl rand -hex 32'."
                    .formatted(name, token.length(), SHORTEST_TOKEN));
          }
        });
    if (!patience.isPositive() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "waggle.mcp.server.patience is %s: write more than nothing, up to PT1H."
              .formatted(patience));
    }
  }
}
