package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.waggle.engine.DeployedModels.FailedDecisionException;
import io.waggle.engine.DeployedModels.UnreachableEngineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decision, asked of an engine that is there, busy, away, or refuses. */
class ClusterModelsTest {
  private volatile Status status = Status.OK;
  private volatile String failure = "";

  private final FakeEngine engine =
      new FakeEngine() {
        @Override
        public void evaluateDecision(
            EvaluateDecisionRequest request, StreamObserver<EvaluateDecisionResponse> answer) {
          if (status.isOk()) {
            answer(
                answer,
                EvaluateDecisionResponse.newBuilder()
                    .setDecisionOutput("{\"cost\":5}")
                    .setFailureMessage(failure)
                    .build());
          } else {
            answer.onError(status.asRuntimeException());
          }
        }
      };

  private final CamundaClient camunda = engine.client();

  @AfterEach
  void stop() {
    camunda.close();
    engine.close();
  }

  private String evaluate() {
    return new ClusterModels(camunda)
        .evaluate("shipping-cost", JsonNodeFactory.instance.objectNode());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "ABORTED"})
  void shouldTellWhatMayPass(Status.Code code) {
    status = code.toStatus().withDescription("too busy");

    assertThatThrownBy(this::evaluate)
        .isInstanceOf(UnreachableEngineException.class)
        .hasMessageStartingWith("The engine cannot evaluate the decision 'shipping-cost' now: ")
        .hasMessageContaining("too busy");

    status = Status.OK;
    assertThat(evaluate()).isEqualTo("{\"cost\":5}");
    engine.close();
    assertThatThrownBy(this::evaluate).isInstanceOf(UnreachableEngineException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"NOT_FOUND", "INVALID_ARGUMENT", "PERMISSION_DENIED"})
  void shouldTellWhatLasts(Status.Code code) {
    status = code.toStatus().withDescription("no such decision");

    assertThatThrownBy(this::evaluate)
        .isInstanceOf(FailedDecisionException.class)
        .hasMessageContaining("no such decision");
  }

  @Test
  void shouldTellWhyADecisionFailed() {
    failure = "no variable found for name 'weight'";

    assertThatThrownBy(this::evaluate)
        .isInstanceOf(FailedDecisionException.class)
        .hasMessage("no variable found for name 'weight'");
  }
}
