package %PACKAGE%;

import static io.waggle.testing.WaggleAssertions.assertThat;

import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestRun;
import io.waggle.testing.WaggleExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the agents on an engine in memory; a screenplay plays the model, the tools are the real ones. */
class %CLASS%Test {
  @RegisterExtension
  static final WaggleExtension waggle = WaggleExtension.application(%CLASS%Application.class);

  @Test
  void shouldRefundAnOrderAndTellTheCustomer() {
    waggle.play(Screenplay.resource("screenplay.yaml"));

    TestRun run = waggle.run("%NAME%", "Refund order A-1");

    assertThat(run)
        .isCompleted()
        .calledTools("find_order", "refund", "ask_correspondent")
        .hasResultContaining("A-1 is refunded");
  }
}
