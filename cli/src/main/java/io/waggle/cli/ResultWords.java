package io.waggle.cli;

import io.waggle.client.StepState;

/** How a step ended, in a word. */
final class ResultWords {
  private ResultWords() {}

  static String of(StepState state) {
    return switch (state) {
      case PLANNED -> "planned";
      case ACTIVE -> "going on";
      case DONE -> "done";
      case PARTIAL -> "done in part";
      case FAILED -> "failed";
      case TERMINATED -> "terminated";
    };
  }
}
