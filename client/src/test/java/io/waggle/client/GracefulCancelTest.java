package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.waggle.bpmn.Cancellation;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.FakeCluster.Face;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is asked to stop by a message that it waits for. */
class GracefulCancelTest {
  private static final Cancellation UNDO = new Cancellation(true, "wrong customer");

  private final FakeGateway gateway = new FakeGateway();
  private final FakeCluster cluster = new FakeCluster(Face.OPERATE);
  private final AgentClient client =
      AgentClient.connect(
          Connection.LOCAL
              .withGrpcAddress(gateway.address())
              .withWebAddress(cluster.address())
              .withPatience(Duration.ofSeconds(5)));

  @BeforeEach
  void start() {
    Story.started(cluster);
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
    gateway.close();
  }

  @Test
  void shouldSendTheMessageThatTheRunWaitsFor() throws Exception {
    client.cancel(Story.RUN, UNDO);

    assertThat(gateway.cancelled()).isEmpty();
    var message = gateway.published().getFirst();
    assertThat(message.getName()).isEqualTo("waggle-cancel");
    assertThat(message.getCorrelationKey()).isEqualTo("100");
    assertThat(message.getTimeToLive()).isEqualTo(Duration.ofHours(1).toMillis());
    assertThat(Json.parse(message.getVariables()))
        .isEqualTo(
            Json.parse(
                """
                {"cancellation": {"undo": true, "reason": "wrong customer"}}"""));
  }

  @Test
  void shouldSendItAgainWhenTheAnswerIsLostAndAskOnceNevertheless() {
    gateway.fail(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"));
    gateway.fail(Status.ALREADY_EXISTS.withDescription("a message with id 'cancel-100'"));

    client.cancel(Story.RUN, UNDO);

    assertThat(gateway.published())
        .hasSize(2)
        .extracting(message -> message.getMessageId())
        .containsOnly("cancel-100");
  }

  @ParameterizedTest
  @ValueSource(longs = {Story.RUN, Story.STEP, 4711})
  void shouldNotLeaveAMessageForNobody(long key) {
    Story.workOnFirstStep(cluster);
    cluster.end(Story.RUN, "COMPLETED");

    var failure = catchThrowableOfType(AgentClientException.class, () -> client.cancel(key, UNDO));

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(failure)
        .hasMessage("There is no active run %d: it has ended, or there never was one.", key);
    assertThat(gateway.published()).isEmpty();
  }

  @Test
  void shouldPassOnWhyTheClusterRefused() {
    gateway.fail(Status.PERMISSION_DENIED);

    var failure =
        catchThrowableOfType(AgentClientException.class, () -> client.cancel(Story.RUN, UNDO));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
  }

  @Test
  void shouldRefuseAReasonThatFillsPages() {
    assertThatThrownBy(() -> new Cancellation(false, "x".repeat(1001)))
        .hasMessage("The reason has 1,001 characters; at most 1,000 are allowed.");
  }
}
