package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.GateKind;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tool calls about which nobody decides. */
class SilentToolGateIT extends PaymentGates {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldTakeSilenceForANoAndForAYesOnlyWhereTheDefinitionSaysSo() {
    TestRun run = start(payOnce(700));
    person.isAsked(run, GateKind.TOOL_CALL);

    bed.increaseTime(Duration.ofHours(3));

    JsonNode decision = JSON.valueToTree(run.awaitEnd().variables().get("decisions")).path(0);
    assertThat(decision.path("action").asText()).isEqualTo("reject");
    assertThat(decision.path("silence").asBoolean()).isTrue();
    assertThat(BANK.log).isEmpty();

    TestRun tidying =
        start(
            Screenplay.role("payer")
                .on(When.turn(0))
                .reply(Reply.call("tidy", Map.of()))
                .otherwise("Done.")
                .build());
    person.isAsked(tidying, GateKind.TOOL_CALL);
    bed.increaseTime(Duration.ofHours(3));

    tidying.awaitEnd();
    assertThat(BANK.log).containsExactly("tidy");
  }
}
