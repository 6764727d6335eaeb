package io.waggle.examples.archaeologist;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this example.
 *
 * @param workDir holds a workspace for every run; default {@code ~/.waggle/work/code-archaeologist}
 * @param legacyDir the module to modernize, a folder with {@code src}, {@code cases} and {@code
 *     characterization.properties}; by default the billing batch that comes with the example
 * @param timeout after which a compiler or a program that a tool started is killed; default 60 s
 */
@ConfigurationProperties("code-archaeologist")
public record ArchaeologistProperties(
    @DefaultValue("${user.home}/.waggle/work/code-archaeologist") Path workDir,
    @Nullable Path legacyDir,
    @DefaultValue("60s") Duration timeout) {}
