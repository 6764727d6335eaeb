package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts the threads of the process")
class ConcurrencyTest {
  private static final int CALLS = 1_000;
  private static final int MORE_THREADS = 40;
  private static final String OK = "{\"choices\":[{\"message\":{\"content\":\"ok\"}}]}";

  /** The endpoint answers nobody before all have asked. */
  @Test
  @Timeout(60)
  void shouldWaitForAThousandAnswersAtOnceOnAFewThreads() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint();
        OpenAiProvider provider =
            new OpenAiProvider(endpoint.endpoint(null, Duration.ofMinutes(1)))) {
      CountDownLatch missing = new CountDownLatch(CALLS);
      endpoint.answers(
          exchange -> {
            missing.countDown();
            await(missing);
            StubEndpoint.body(200, OK).send(exchange);
          });
      ChatModel model = provider.model("m-1");
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      int before = threads.getThreadCount();
      threads.resetPeakThreadCount();

      List<ChatReply> replies = callAll(() -> model.chat(StubEndpoint.HELLO));

      assertThat(replies).hasSize(CALLS).allMatch(reply -> reply.content().equals("ok"));
      assertThat(threads.getPeakThreadCount()).isLessThan(before + MORE_THREADS);
    }
  }

  private static List<ChatReply> callAll(Callable<ChatReply> call) throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ChatReply>> pending =
          IntStream.range(0, CALLS).mapToObj(i -> callers.submit(call)).toList();
      List<ChatReply> replies = new ArrayList<>();
      for (Future<ChatReply> reply : pending) {
        replies.add(reply.get());
      }
      return replies;
    }
  }

  private static void await(CountDownLatch missing) {
    try {
      assertThat(missing.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
