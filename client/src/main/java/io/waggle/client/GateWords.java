package io.waggle.client;

import io.waggle.bpmn.GateKind;

/** What people are asked to do at gates. */
final class GateWords {
  private GateWords() {}

  static String of(GateKind kind, String subject) {
    return switch (kind) {
      case PLAN -> "approve the plan ('%s')".formatted(subject);
      case TOOL_CALL -> "approve the call of '%s'".formatted(subject);
      case QUESTION -> "answer a question ('%s')".formatted(subject);
      case IN_DOUBT -> "say whether the call of '%s' went through".formatted(subject);
      case LIMIT -> "extend a limit ('%s')".formatted(subject);
    };
  }
}
