package io.waggle.llm.openai;

/** Names of functions as all endpoints take them back, also those that a model made up. */
final class FunctionNames {
  static final int LONGEST = 64;

  private FunctionNames() {}

  static String sendable(String name) {
    String plain = name.replaceAll("[^a-zA-Z0-9_-]", "_");
    if (plain.isEmpty()) {
      return "unnamed";
    }
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
