package io.waggle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import io.waggle.llm.openai.OpenAiEndpoint;
import io.waggle.llm.openai.OpenAiProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an LLM call costs the worker, by the length of the conversation. An endpoint answers at once
 * with the same words, so that what is left is the request, the way there and back, and reading.
 */
final class LlmCalls {
  private static final List<Integer> TURNS = List.of(10, 100, 1_000);
  private static final int WARM_UPS = 500;
  private static final int ROUNDS = 9;
  private static final int CALLS = 50;
  private static final String OBSERVATION = "observed ".repeat(50);
  private static final byte[] ANSWER =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
      "message": {"role": "assistant", "content": "Done."}, "finish_reason": "stop"}],
      "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
      """
          .getBytes(StandardCharsets.UTF_8);

  /**
   * What a call takes.
   *
   * @param processor milliseconds of it that the calling thread had a processor for
   */
  private record Cost(double milliseconds, double processor) {}

  void measure(Report report) throws IOException {
    HttpServer endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", LlmCalls::answer);
    endpoint.start();
    URI address = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1");
    try (OpenAiProvider provider =
        new OpenAiProvider(
            new OpenAiEndpoint(
                "bench", address, null, "waggle.providers.bench", Duration.ofMinutes(1), false))) {
      ChatModel model = provider.model("m");
      for (int turns : TURNS) {
        measure(model, turns, report);
      }
    } finally {
      endpoint.stop(0);
    }
  }

  private static void measure(ChatModel model, int turns, Report report) throws IOException {
    ChatRequest request = request(turns);
    costs(model, request, WARM_UPS);
    List<Cost> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(costs(model, request, CALLS));
    }
    report.add("millisecondsPerCallAfter%dTurns".formatted(turns), rounds);
    report.say(
        "LLM call after %,5d turns: %6.2f ms, of which %6.2f ms processor time of its thread"
            .formatted(
                turns,
                Report.median(rounds.stream().map(Cost::milliseconds).toList()),
                Report.median(rounds.stream().map(Cost::processor).toList())));
  }

  private static Cost costs(ChatModel model, ChatRequest request, int calls) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long worked = threads.getCurrentThreadCpuTime();
    long begun = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      var unused = model.chat(request);
    }
    double took = (System.nanoTime() - begun) / 1e6;
    return new Cost(took / calls, (threads.getCurrentThreadCpuTime() - worked) / 1e6 / calls);
  }

  /** With the same messages each time, as the journal hands them out. */
  private static ChatRequest request(int turns) {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.system("You take turns."));
    messages.add(Message.user("Take turns."));
    for (int turn = 0; turn < turns; turn++) {
      String id = "call-" + turn;
      messages.add(
          Message.assistant(
              "", List.of(new ToolRequest(id, "observe", "{\"turn\": " + turn + "}"))));
      messages.add(Message.tool(id, OBSERVATION + turn));
    }
    ToolDeclaration observe =
        new ToolDeclaration(
            "observe", "Observes.", new ObjectMapper().createObjectNode().put("type", "object"));
    return new ChatRequest(messages, List.of(observe), null);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }
}
