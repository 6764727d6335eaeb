package io.waggle.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code waggle.telemetry.*}: what spans tell. Where they go is set by {@code
 * management.otlp.tracing.*}.
 *
 * @param content whether spans have what models are asked and answer, and the arguments and results
 *     of tool calls, without the secrets that the worker knows; default false
 */
@ConfigurationProperties("waggle.telemetry")
public record TelemetryProperties(@DefaultValue("false") boolean content) {}
