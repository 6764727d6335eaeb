package io.waggle.platform;

/** Told what the platform is doing while it starts or stops; called on the caller's thread. */
@FunctionalInterface
public interface PlatformListener {
  /** Hears nothing. */
  PlatformListener SILENT = sentence -> {};

  /**
   * Something began or was finished.
   *
   * @param sentence for a person, one line without a line break, such as "Starting OpenSearch"
   */
  void onProgress(String sentence);
}
