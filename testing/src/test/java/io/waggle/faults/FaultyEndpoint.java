package io.waggle.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.waggle.endpoint.LoopbackEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint for many runs at once, each with faults of its own: the task says whose they are. */
final class FaultyEndpoint extends LoopbackEndpoint {
  /** A header of responses to those who asked for a stream. */
  static final String STREAMED = "X-Streamed";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CASE = Pattern.compile("Case (\\d+)\\.");

  private final Map<Integer, List<Fault>> faults = new ConcurrentHashMap<>();
  private final Map<Integer, List<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Map<Integer, List<Long>> moments = new ConcurrentHashMap<>();

  /**
   * @param number of the case
   * @param answers one after the other, then "Done." for ever
   * @return the task of a run that gets them
   */
  String task(int number, List<Fault> answers) {
    asked.put(number, new CopyOnWriteArrayList<>());
    faults.put(number, answers);
    return "Case %d.".formatted(number);
  }

  List<JsonNode> asked(int number) {
    return asked.getOrDefault(number, List.of());
  }

  /** Milliseconds between two requests of a case. */
  long between(int number, int one, int other) {
    List<Long> arrived = moments.getOrDefault(number, List.of());
    return TimeUnit.NANOSECONDS.toMillis(arrived.get(other) - arrived.get(one));
  }

  /** Milliseconds from the first request of a case to that of another. */
  long sinceFirst(int number, int other) {
    long first = moments.getOrDefault(number, List.of()).getFirst();
    long later = moments.getOrDefault(other, List.of()).getFirst();
    return TimeUnit.NANOSECONDS.toMillis(later - first);
  }

  @Override
  protected void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    Matcher task = CASE.matcher(request.path("messages").toString());
    if (!task.find()) {
      throw new IOException("A request without a case: " + request);
    }
    int number = Integer.parseInt(task.group(1));
    List<JsonNode> requests = asked.getOrDefault(number, new CopyOnWriteArrayList<>());
    moments.computeIfAbsent(number, key -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
    requests.add(request);
    List<Fault> answers = faults.getOrDefault(number, List.of());
    Fault answer =
        requests.size() <= answers.size() ? answers.get(requests.size() - 1) : Fault.DONE;
    if (request.path("stream").asBoolean()) {
      exchange.getResponseHeaders().set(STREAMED, "true");
    }
    answer.give(exchange);
  }
}
