package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run under way is told something by a message that it waits for. */
class SteerTest {
  private final FakeGateway gateway = new FakeGateway();
  private final AgentClient client =
      AgentClient.connect(
          Connection.LOCAL.withGrpcAddress(gateway.address()).withPatience(Duration.ofSeconds(5)));

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @Test
  void shouldSendGuidanceToTheRun() throws Exception {
    client.steer(100, Steering.guide("Only the newest sources.").saidBy("ada"));

    var message = gateway.published().getFirst();
    assertThat(message.getName()).isEqualTo("waggle-steer");
    assertThat(message.getCorrelationKey()).isEqualTo("100");
    assertThat(message.getTimeToLive()).isEqualTo(Duration.ofHours(1).toMillis());
    assertThat(Json.parse(message.getVariables()))
        .isEqualTo(
            Json.parse(
                """
                {"steering": {"action": "guide", "guidance": "Only the newest sources.", "by": "ada"}}"""));
  }

  @Test
  void shouldPauseAndResumeAsOftenAsIsAskedFor() {
    client.pause(100);
    client.resume(100);
    client.pause(100);

    assertThat(gateway.published())
        .extracting(message -> message.getVariables())
        .containsExactly(
            "{\"steering\":{\"action\":\"pause\"}}",
            "{\"steering\":{\"action\":\"resume\"}}",
            "{\"steering\":{\"action\":\"pause\"}}");
    assertThat(gateway.published())
        .extracting(message -> message.getMessageId())
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldSayItOnceWhenTheAnswerIsLost() {
    gateway.failMessage(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));
    gateway.failMessage(Status.ALREADY_EXISTS.withDescription("a message with this id"));

    client.steer(100, Steering.guide("Once."));

    assertThat(gateway.published()).hasSize(2);
    assertThat(gateway.published().get(0).getMessageId())
        .isEqualTo(gateway.published().get(1).getMessageId());
  }

  @Test
  void shouldNotLeaveAMessageForNobody() {
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to update variables"));

    var failure = catchThrowableOfType(AgentClientException.class, () -> client.pause(4711));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(failure)
        .hasMessage("There is no active run 4711: it has ended, or there never was one.");
    assertThat(gateway.published()).isEmpty();
  }
}
