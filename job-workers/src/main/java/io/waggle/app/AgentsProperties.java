package io.waggle.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where agents are found besides beans and {@code agents/*.md} on the class path.
 *
 * @param location folder with Markdown files; absent: none
 */
@ConfigurationProperties(prefix = "waggle.agents", ignoreUnknownFields = false)
public record AgentsProperties(@Nullable Path location) {}
