package io.waggle.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.journal.JobRecord;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What a tool call answered, by its record in the journal. */
public final class CallResult {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CallResult() {}

  /**
   * @param done the record of a tool call
   * @return its result; empty where the record only tells why there is none: the call failed, or
   *     nobody knows whether it went through
   */
  public static Optional<String> of(JobRecord done) {
    try {
      JsonNode outcome = MAPPER.readTree(done.outcome());
      return outcome.at("/variables/observation/ok").asBoolean()
          ? Optional.of(done.content())
          : Optional.empty();
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an outcome that is not JSON.", damaged);
    }
  }
}
