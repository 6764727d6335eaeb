package io.waggle.client;

import org.jspecify.annotations.Nullable;

/** Addresses: the name of the run at the top and the path in that. */
final class Addresses {
  private Addresses() {}

  /**
   * @param run address of any run of the tree
   * @param path in the run at the top
   * @return null where one of them is not known
   */
  static @Nullable String in(@Nullable String run, @Nullable String path) {
    return run == null || path == null ? null : run.replaceFirst("/.*", "") + "/" + path;
  }
}
