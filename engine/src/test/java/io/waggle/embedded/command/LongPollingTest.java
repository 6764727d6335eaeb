package io.waggle.embedded.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongPollingTest {
  /** Another client has got the job each time. */
  private static final class Without extends GatewayImplBase {
    @Override
    public void activateJobs(
        ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answers) {
      answers.onCompleted();
    }
  }

  @Test
  void shouldEndInTimeThoughJobsComeAndGoAllTheWhile() {
    LongPolling.Waiting atOnce = (type, nanos) -> nanos;
    LongPolling polling = new LongPolling(new GatewayCalls(new Without()), atOnce);
    ActivateJobsRequest request =
        ActivateJobsRequest.newBuilder().setType("work").setRequestTimeout(200).build();

    List<ActivateJobsResponse> answers =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> polling.activate(request));

    assertThat(answers).isEmpty();
  }
}
