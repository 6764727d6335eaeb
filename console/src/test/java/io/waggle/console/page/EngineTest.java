package io.waggle.console.page;

import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What pages ask the engine. */
class EngineTest {
  private static final int QUESTIONS = 500;

  /** Also those that were given up before they had begun. */
  @Test
  void shouldTakeFurtherQuestionsAfterManyThatWereGivenUp() {
    try (AgentClient client = AgentClient.connect(Connection.LOCAL);
        Engine engine = new Engine(client)) {
      for (int question = 0; question < QUESTIONS; question++) {
        var unused = engine.ask(asked -> "said", Duration.ZERO);
      }

      await().until(() -> "said".equals(engine.ask(asked -> "said").value()));
    }
  }
}
