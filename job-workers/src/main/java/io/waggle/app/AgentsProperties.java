package io.waggle.app;

import io.waggle.tool.DefinitionException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where agents are found besides beans and {@code agents/*.md} on the class path.
 *
 * @param location folder with Markdown files; absent: none
 * @param reload whether the files are read again while the worker runs, for development; default:
 *     they are not
 */
@ConfigurationProperties(prefix = "waggle.agents", ignoreUnknownFields = false)
public record AgentsProperties(@Nullable Path location, boolean reload) {

  /**
   * @throws DefinitionException if there is nothing to be read again
   */
  public AgentsProperties {
    if (reload && location == null) {
      throw new DefinitionException(
          "waggle.agents.reload is true, and waggle.agents.location names no folder to read again: set it, or leave the setting out.");
    }
  }
}
