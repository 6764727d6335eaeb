package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.scripted.RecordedRequest;
import java.util.ArrayList;
import java.util.List;

/** What providers demand of a conversation. */
final class Conversations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Conversations() {}

  /** Every tool call is answered, by its id, before anybody says anything else. */
  static void assertAccepted(List<RecordedRequest> requests) {
    assertThat(requests).isNotEmpty().allSatisfy(request -> assertAccepted(request.body()));
  }

  private static void assertAccepted(String body) throws Exception {
    List<String> open = new ArrayList<>();
    boolean asked = false;
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      String role = message.path("role").asText();
      if (role.equals("tool")) {
        assertThat(open.remove(message.path("tool_call_id").asText())).as(body).isTrue();
      } else {
        assertThat(open).as("calls without an answer in %s", body).isEmpty();
      }
      message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
      asked |= role.equals("user");
    }
    assertThat(open).as("calls without an answer in %s", body).isEmpty();
    assertThat(asked).as("a task in %s", body).isTrue();
  }
}
