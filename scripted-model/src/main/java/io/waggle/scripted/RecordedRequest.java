package io.waggle.scripted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached the scripted model.
 *
 * @param at when it arrived
 * @param role the model that it asked for
 * @param turn the number of assistant messages in it
 * @param scene the scene that fits; null when none does
 * @param body the JSON body as it came
 */
public record RecordedRequest(
    Instant at, String role, int turn, @Nullable String scene, String body) {}
