package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadResultTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WHOLE =
      "a".repeat(30_000) + "needle" + "b".repeat(30_000) + "needle.";

  private static String part(String arguments) {
    try {
      return ReadResult.part(WHOLE, JSON.readTree(arguments));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"result": "r"}                                    | [characters 0 to 20000 of 60013; the next begins at 20000]
          {"result": "r", "from": 50000}                     | [characters 50000 to 60013 of 60013; this is the end]
          {"result": "r", "find": "needle"}                  | [characters 29800 to 49800 of 60013; the next begins at 49800]
          {"result": "r", "from": 30001, "find": "needle"}   | [characters 59806 to 60013 of 60013; this is the end]
          {"result": "r", "from": 29900, "find": "needle"}   | [characters 29900 to 49900 of 60013; the next begins at 49900]
          {"result": "r", "from": 60013}                     | There is nothing from character 60,013 on: the result has 60,013.
          {"result": "r", "from": 99999999999}               | There is nothing from character 99,999,999,999 on
          {"result": "r", "find": "hay"}                     | 'hay' does not stand in the result from character 0 on
          """)
  void shouldShowWhatIsAskedForAndSayWhereItStands(String arguments, String head) {
    assertThat(part(arguments)).startsWith(head);
  }

  @Test
  void shouldReadOnFromWhereItEnded() {
    StringBuilder read = new StringBuilder();
    for (int from = 0; from < WHOLE.length(); from += ReadResult.AT_A_TIME) {
      String shown = part("{\"result\": \"r\", \"from\": %d}".formatted(from));
      read.append(shown.substring(shown.indexOf('\n') + 1));
    }
    assertThat(read).hasToString(WHOLE);
  }
}
