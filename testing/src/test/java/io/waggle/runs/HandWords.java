package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** Words that people read in Operate. */
final class HandWords {
  private static final Pattern OF_JAVA =
      Pattern.compile("Exception|[a-z]Error\\b|\\bjava\\.|io\\.waggle|com\\.fasterxml|\\$[A-Z]");

  private HandWords() {}

  static boolean readable(String message) {
    return !message.isBlank() && !OF_JAVA.matcher(message).find();
  }

  static void areForPeople(String message) {
    assertThat(readable(message)).as(message).isTrue();
  }
}
