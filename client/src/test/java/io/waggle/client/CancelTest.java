package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.waggle.bpmn.Cancellation;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run is asked to stop by a message that it waits for. */
class CancelTest extends WithCluster {
  private static final Cancellation UNDO = new Cancellation(true, "wrong customer");

  private final FakeGateway gateway = open(new FakeGateway());
  private final FakeCluster cluster = Story.started(open(new FakeCluster()));
  private final AgentClient client = client(gateway, cluster, Duration.ofSeconds(5));

  @Test
  void shouldSendTheMessageThatTheRunWaitsFor() throws Exception {
    client.cancel(Story.NAME, UNDO);

    assertThat(gateway.terminated()).isEmpty();
    var message = gateway.published().getFirst();
    assertThat(message.getName()).isEqualTo("waggle-cancel");
    assertThat(message.getCorrelationKey()).isEqualTo("compare-4");
    assertThat(message.getTimeToLive()).isEqualTo(Duration.ofHours(1).toMillis());
    assertThat(Json.parse(message.getVariables()))
        .isEqualTo(
            Json.parse(
                """
                {"cancellation": {"undo": true, "reason": "wrong customer"}}"""));
  }

  @Test
  void shouldSendItAgainWhenTheAnswerIsLostAndAskOnceNevertheless() {
    gateway.failMessage(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));

    client.cancel(Story.NAME, UNDO);

    assertThat(gateway.published())
        .hasSize(2)
        .extracting(message -> message.getMessageId())
        .containsOnly("cancel-" + Story.RUN);
  }

  @Test
  void shouldBeDoneWhereTheClusterHasTheMessageAlready() {
    gateway.failMessage(Status.ALREADY_EXISTS.withDescription("a message with this id"));

    client.cancel(Story.NAME, UNDO);

    assertThat(gateway.published()).hasSize(1);
  }

  @Test
  void shouldNotLeaveAMessageForNobody() {
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to update variables"));

    var failure =
        catchThrowableOfType(AgentClientException.class, () -> client.cancel(Story.NAME, UNDO));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(failure)
        .hasMessage("There is no active run compare-4: it has ended, or there never was one.");
    assertThat(gateway.published()).isEmpty();
  }

  @Test
  void shouldPassOnWhyTheClusterRefused() {
    gateway.failMessage(Status.PERMISSION_DENIED);

    var failure =
        catchThrowableOfType(AgentClientException.class, () -> client.cancel(Story.NAME, UNDO));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
  }

  @Test
  void shouldRefuseAReasonThatFillsPages() {
    assertThatThrownBy(() -> new Cancellation(false, "x".repeat(1001)))
        .hasMessage("The reason has 1,001 characters; at most 1,000 are allowed.");
  }
}
