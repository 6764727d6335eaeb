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
 * @param patience how long an attempt to take a decision waits until the cluster shows the user
 *     task as completed; default 5 s
 * @param unprovenDecisions whether a decision counts where the cluster shows no user tasks; {@link
 *     UnprovenDecisions#ACCEPT} by default
 */
@ConfigurationProperties("waggle.gate")
public record GateProperties(
    @Nullable URI webhook,
    @DefaultValue("PT5S") Duration patience,
    @DefaultValue("accept") UnprovenDecisions unprovenDecisions) {}
