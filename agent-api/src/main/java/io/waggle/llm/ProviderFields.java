package io.waggle.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a provider sent beside what Waggle reads, such as signatures of thoughts. Some refuse a
 * conversation from which it is missing, so the journal keeps it and it is given back unchanged: to
 * that provider, and to nobody else.
 *
 * @param provider that sent it, by its name in the configuration
 * @param fields by their names; of a tool call, those of the call itself
 * @param inFunction those beside the name and the arguments of a tool call; null if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderFields(String provider, JsonNode fields, @Nullable JsonNode inFunction) {}
