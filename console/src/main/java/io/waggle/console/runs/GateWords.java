package io.waggle.console.runs;

/** What a person is asked at a gate, by where in the run the gate is. */
final class GateWords {
  private GateWords() {}

  static String of(String gate, String subject) {
    String kind =
        gate.matches("(.*/)?limit/[A-Za-z]+/[0-9]+")
            ? "limit"
            : gate.substring(gate.lastIndexOf('/') + 1);
    return switch (kind) {
      case "approve" ->
          gate.matches(".*/c[0-9]+/approve")
              ? "approve the call of '" + subject + "'"
              : "approve the plan";
      case "ask" -> "answer a question";
      case "limit" -> "extend a limit";
      default -> "say whether the call of '" + subject + "' went through";
    };
  }
}
