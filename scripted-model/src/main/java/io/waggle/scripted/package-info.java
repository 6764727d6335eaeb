/**
 * A scripted model: an OpenAI-compatible server on loopback that plays a screenplay, so that agents
 * run and are tested with no key and no network.
 *
 * <p>Start with {@link io.waggle.scripted.Screenplay} and {@link io.waggle.scripted.ScriptedModel}.
 */
@NullMarked
package io.waggle.scripted;

import org.jspecify.annotations.NullMarked;
