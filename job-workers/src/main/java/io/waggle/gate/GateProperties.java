package io.waggle.gate;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code waggle.gate.*}.
 *
 * @param webhook where to post that somebody waits for a decision, as JSON; null: nowhere
 * @param patience how long to wait until the cluster can tell who decided; default 5 s
 */
@ConfigurationProperties("waggle.gate")
public record GateProperties(@Nullable URI webhook, @DefaultValue("PT5S") Duration patience) {}
