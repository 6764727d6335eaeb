package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RequestListenerTest {

  @Test
  void shouldHoldTheAnswerForAsLongAsTheListenerBlocks() throws Exception {
    Queue<RecordedRequest> heard = new ConcurrentLinkedQueue<>();
    CountDownLatch held = new CountDownLatch(1);
    RequestListener listener =
        request -> {
          heard.add(request);
          held.await();
        };
    Screenplay play = Screenplay.role("speaker").on(When.ALWAYS).id("speech").reply("Hm.").build();
    try (ScriptedModel model = ScriptedModel.start(play, 0, listener)) {
      var answer = CompletableFuture.supplyAsync(() -> ask(model), Thread::startVirtualThread);
      await().until(() -> !heard.isEmpty());

      assertThat(heard.element().scene()).isEqualTo("speech");
      assertThat(model.counts().answered()).isZero();
      assertThat(answer).isNotDone();

      held.countDown();
      assertThat(answer.join()).isEqualTo("Hm.");
    }
  }

  private static String ask(ScriptedModel model) {
    try {
      return new Chat("speaker")
          .user("go")
          .answer(model.baseUrl())
          .at("/choices/0/message/content")
          .asText();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
