package io.waggle.steer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.bpmn.Steering;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a message to a run holds, it is followed or refused in a sentence. */
class SteeringMessageTest {
  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                          | has no variable 'steering'
          "pause"                                       | is "pause"; it must be an object
          7                                             | is 7; it must be an object
          []                                            | is []; it must be an object
          {}                                            | 'action' in the message's variable 'steering' is missing
          {"action": null}                              | is null; it can be guide, pause or resume.
          {"action": "halt"}                            | is "halt"; it can be guide, pause or resume.
          {"action": "Pause"}                           | (did you mean 'pause'?)
          {"action": ["pause"]}                         | is ["pause"]; it can be
          {"action": "guide"}                           | 'guidance' in the message's variable 'steering' is missing
          {"action": "guide", "guidance": " "}          | is " "; it must be a text
          {"action": "guide", "guidance": 7}            | is 7; it must be a text
          {"action": "guide", "guidance": ["use blue"]} | is ["use blue"]; it must be a text
          """)
  void shouldRefuseWhatCannotBeFollowed(String said, String reason) throws Exception {
    assertThat(SteeringMessage.read(json(said)))
        .isInstanceOfSatisfying(
            SteeringMessage.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains(reason)
                    .hasSizeLessThan(400)
                    .doesNotContain("Exception"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"action": "guide", "guidance": "use blue", "by": 7}       | use blue | 7
          {"action": "guide", "guidance": "use blue", "by": {"a":1}} | use blue |
          {"action": "pause", "guidance": [1, 2], "by": "ada"}       |          | ada
          """)
  void shouldFollowWhatIsClearWhateverElseIsInIt(String said, String guidance, String by)
      throws Exception {
    assertThat(SteeringMessage.read(json(said)))
        .isInstanceOfSatisfying(
            SteeringMessage.Clear.class,
            clear -> {
              assertThat(clear.steering().guidance()).isEqualTo(guidance);
              assertThat(clear.steering().by()).isEqualTo(by);
            });
  }

  @Test
  void shouldRefuseGuidanceThatIsTooLong() {
    JsonNode said =
        JsonNodeFactory.instance
            .objectNode()
            .put("action", "guide")
            .put("guidance", "x".repeat(100_000));

    assertThat(SteeringMessage.read(said))
        .isEqualTo(
            new SteeringMessage.Refused(
                "'guidance' in the message's variable 'steering' has 100,000 characters; at most 4,000 are allowed."));
  }

  @Test
  void shouldReplaceHalvesOfCharacters() {
    JsonNode said =
        JsonNodeFactory.instance
            .objectNode()
            .put("action", "guide")
            .put("guidance", "blue \ud83d")
            .put("by", "\ude00");

    assertThat(SteeringMessage.read(said))
        .isEqualTo(
            new SteeringMessage.Clear(
                new Steering(Steering.Action.GUIDE, "blue \uFFFD", "\uFFFD", null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      {"action": "pause", "id": "say-1.a_B"}          | say-1.a_B
      {"action": "pause", "id": "say/1"}              |
      {"action": "pause", "id": ""}                   |
      {"action": "pause", "id": "two words"}          |
      {"action": "pause", "id": "4503599627370497"}   | 4503599627370497
      {"action": "pause", "id": {"a": 1}}             |
      {"action": "pause"}                             |
      """)
  void shouldTakeAnIdThatCanBePartOfAPath(String said, String id) throws Exception {
    assertThat(SteeringMessage.id(json(said))).isEqualTo(Optional.ofNullable(id));
    assertThat(SteeringMessage.read(json(said)))
        .isInstanceOfSatisfying(
            SteeringMessage.Clear.class, clear -> assertThat(clear.steering().id()).isEqualTo(id));
  }

  @Test
  void shouldTakeNoIdThatIsLongerThanAPathMayBe() throws Exception {
    assertThat(SteeringMessage.id(json("{\"id\": \"%s\"}".formatted("x".repeat(64))))).isPresent();
    assertThat(SteeringMessage.id(json("{\"id\": \"%s\"}".formatted("x".repeat(65))))).isEmpty();
  }
}
