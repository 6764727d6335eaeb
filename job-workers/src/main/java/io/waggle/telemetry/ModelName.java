package io.waggle.telemetry;

/**
 * A model as agents name it, in its two parts.
 *
 * @param provider name of a provider in the settings
 * @param name what the provider calls the model
 */
record ModelName(String provider, String name) {

  static ModelName of(String reference) {
    int colon = reference.indexOf(':');
    return new ModelName(
        reference.substring(0, Math.max(colon, 0)), reference.substring(colon + 1));
  }
}
