package io.waggle.scripted;

import java.util.Map;

/**
 * What the scripted model was asked since it started or was reset; also the JSON of {@code GET
 * /scripted/requests}.
 *
 * @param total all Chat Completions requests that could be read
 * @param distinct how many of them differ
 * @param answered replies sent completely: what a real model would have been paid for
 * @param unmatched requests that no scene fits
 * @param embeddings requests for vectors, which count nowhere else
 * @param roles requests by role
 * @param scenes requests by scene id, those that met a fault included
 */
public record RequestCounts(
    long total,
    long distinct,
    long answered,
    long unmatched,
    long embeddings,
    Map<String, Long> roles,
    Map<String, Long> scenes) {
  /** Copies the maps. */
  public RequestCounts {
    roles = Map.copyOf(roles);
    scenes = Map.copyOf(scenes);
  }
}
