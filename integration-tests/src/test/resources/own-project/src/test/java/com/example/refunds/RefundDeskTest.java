package com.example.refunds;

import static io.waggle.testing.WaggleAssertions.assertThat;

import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestRun;
import io.waggle.testing.WaggleExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefundDeskTest {
  @RegisterExtension
  static final WaggleExtension waggle = WaggleExtension.agents(RefundDesk.refundDesk());

  @Test
  void shouldRefundAnOrder() {
    waggle.play(
        Screenplay.role("refund-desk")
            .on(When.turn(0))
            .reply(Reply.call("refund", Map.of("order", "A-1")))
            .on(When.turn(1))
            .reply("Order A-1 is refunded.")
            .build());

    TestRun run = waggle.start("refund-desk", "Refund order A-1");
    run.awaitEnd();

    assertThat(run).isCompleted().calledTools("refund").hasResult("Order A-1 is refunded.");
  }
}
