package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run under way is told something by a message that it waits for. */
class SteerTest extends WithCluster {
  private final FakeGateway gateway = open(new FakeGateway());
  private final FakeCluster cluster = Story.started(open(new FakeCluster()));
  private final AgentClient client = client(gateway, cluster, Duration.ofSeconds(5));

  @Test
  void shouldSendGuidanceToTheRun() throws Exception {
    client.steer(
        Story.NAME, Steering.guide("Only the newest sources.").saidBy("ada").withId("s-1"));

    var message = gateway.published().getFirst();
    assertThat(message.getName()).isEqualTo("waggle-steer");
    assertThat(message.getCorrelationKey()).isEqualTo("compare-4");
    assertThat(message.getTimeToLive()).isEqualTo(Duration.ofHours(1).toMillis());
    assertThat(Json.parse(message.getVariables()))
        .isEqualTo(
            Json.parse(
                """
                {"steering": {"action": "guide", "guidance": "Only the newest sources.", "by": "ada",
                  "id": "s-1"}}"""));
  }

  @Test
  void shouldPauseAndResumeAsOftenAsIsAskedFor() {
    client.pause(Story.NAME);
    client.resume(Story.NAME);
    client.pause(Story.NAME);

    assertThat(gateway.published())
        .extracting(message -> action(message.getVariables()))
        .containsExactly("pause", "resume", "pause");
    assertThat(gateway.published())
        .extracting(message -> message.getMessageId())
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldSayItOnceWhenTheAnswerIsLost() {
    gateway.failMessage(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));
    gateway.failMessage(Status.ALREADY_EXISTS.withDescription("a message with this id"));

    client.steer(Story.NAME, Steering.guide("Once."));

    assertThat(gateway.published()).hasSize(2);
    assertThat(gateway.published().get(0).getMessageId())
        .isEqualTo(gateway.published().get(1).getMessageId());
  }

  @Test
  void shouldNotLeaveAMessageForNobody() {
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to update variables"));

    var failure = catchThrowableOfType(AgentClientException.class, () -> client.pause(Story.NAME));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(failure)
        .hasMessage("There is no active run compare-4: it has ended, or there never was one.");
    assertThat(gateway.published()).isEmpty();
  }

  private static String action(String variables) {
    try {
      return Json.parse(variables).at("/steering/action").asText();
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
