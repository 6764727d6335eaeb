package io.waggle.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.api.search.enums.IncidentState;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Limits;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Good answers, damaged at random: no run hangs, none ends without an outcome, no worker ends, and
 * no tool is called with anything but what an answer says whole. {@code -Dwaggle.damaged-answers}
 * says how many (10,000 take some minutes), {@code -Dwaggle.seed} which.
 */
class DamagedAnswersIT {
  private static final int RUNS = Integer.getInteger("waggle.damaged-answers", 200);
  private static final long SEED = Long.getLong("waggle.seed", 4711);
  private static final int AT_ONCE = 64;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> OUTCOMES = Set.of("completed", "partial", "failed");
  private static final Set<String> CUT_OFF = Set.of("length", "max_tokens");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final List<String> GOOD =
      List.of(
          """
          {"id": "a", "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Paid nobody."}}], "usage": {"prompt_tokens": 9, "completion_tokens": 3}}""",
          """
          {"id": "b", "choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "pay", "arguments": "{\\"cents\\": 471100, \\"to\\": \\"Ada Lovelace\\"}"}}]}}]}""",
          """
          {"id": "c", "choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant", "content": "Both.", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "pay", "arguments": "{\\"cents\\": 100, \\"to\\": \\"Ada\\"}"}}, {"id": "c2", "type": "function", "function": {"name": "pay", "arguments": "{\\"cents\\": 200, \\"to\\": \\"Bob\\"}"}}]}}]}""");

  /** What was paid, by run. */
  private static final Map<String, List<JsonNode>> PAID = new ConcurrentHashMap<>();

  static final class Bank {
    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(@Param("cents") int cents, @Param("to whom") String to, ToolCallContext call) {
      PAID.computeIfAbsent(call.run(), run -> new CopyOnWriteArrayList<>())
          .add(JSON.createObjectNode().put("cents", cents).put("to", to));
      return "paid";
    }
  }

  @Test
  void shouldEndEachRunWithAnOutcomeAndDoNothingThatNoAnswerSaysWhole() throws Exception {
    try (FaultyEndpoint endpoint = new FaultyEndpoint();
        TestBed bed = bed(endpoint);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> runs =
          IntStream.range(0, RUNS)
              .<Future<?>>mapToObj(number -> threads.submit(() -> play(bed, endpoint, number)))
              .toList();
      for (Future<?> run : runs) {
        await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(POLL)
            .until(
                () -> {
                  if (!run.isDone()) {
                    attend(bed);
                  }
                  return run.isDone();
                });
        run.get();
      }

      endpoint.task(RUNS, List.of());
      assertThat(bed.run("clerk", "Case %d.".formatted(RUNS)).variables())
          .as("a run afterwards")
          .containsEntry("result", "Done.");
    }
  }

  private static TestBed bed(FaultyEndpoint endpoint) {
    return TestBed.open(
        TestBedSettings.agents(
                List.of(
                    Agent.named("clerk")
                        .model("play:clerk")
                        .instructions("You are clerk.")
                        .planning(Planning.NEVER)
                        .limits(new Limits(null, 5, null, null))
                        .tools(new Bank())
                        .build()))
            .withProperty("waggle.providers.scripted-in-test.base-url", endpoint.baseUrl())
            .withProperty("waggle.providers.scripted-in-test.timeout", "PT10S"));
  }

  private static void play(TestBed bed, FaultyEndpoint endpoint, int number) {
    String answer = asSent(new Mutations(SEED + number).of(GOOD.get(number % GOOD.size())));
    TestRun run = bed.start("clerk", endpoint.task(number, List.of(Fault.body(answer))));
    String what = "seed %d, answer %s".formatted(SEED + number, answer);

    await(what).atMost(PATIENCE).pollInterval(POLL).until(() -> hasEnded(bed, run));

    assertThat(OUTCOMES).as(what).contains(String.valueOf(run.variables().get("outcome")));
    for (JsonNode paid : PAID.getOrDefault(run.id(), List.of())) {
      assertThat(saysWhole(answer, paid)).as("%s paid by %s", paid, what).isTrue();
    }
  }

  /** Half a surrogate pair has no UTF-8: what arrives is a question mark. */
  private static String asSent(String answer) {
    return new String(answer.getBytes(UTF_8), UTF_8);
  }

  private static boolean hasEnded(TestBed bed, TestRun run) {
    return bed.camunda().newProcessInstanceGetRequest(run.key()).send().join().getEndDate() != null;
  }

  /** Mends what only a person can, and approves calls that an answer has twice. */
  private static void attend(TestBed bed) {
    bed.camunda()
        .newIncidentSearchRequest()
        .filter(incident -> incident.state(IncidentState.ACTIVE))
        .send()
        .join()
        .items()
        .forEach(incident -> bed.client().retry(incident.getIncidentKey()));
    List<CompletableFuture<DecisionOutcome>> deciding =
        bed.client().tasks(TaskFilter.ALL).stream().map(task -> approval(bed, task)).toList();
    deciding.forEach(CompletableFuture::join);
  }

  private static CompletableFuture<DecisionOutcome> approval(TestBed bed, GateTask task) {
    return CompletableFuture.supplyAsync(
        () -> bed.person("ada").says(task, Decision.of(Action.APPROVE)),
        Thread::startVirtualThread);
  }

  private static boolean saysWhole(String answer, JsonNode paid) {
    try {
      JsonNode read = JSON.readTree(answer);
      boolean cutOff =
          CUT_OFF.contains(read.path("choices").path(0).path("finish_reason").asText());
      return !cutOff && says(read, paid);
    } catch (JsonProcessingException noAnswer) {
      return false;
    }
  }

  /** Somewhere in it, as an object or as the text of one. */
  private static boolean says(JsonNode node, JsonNode paid) {
    if (node.isTextual() && node.asText().contains("{")) {
      try {
        return says(JSON.readTree(node.asText()), paid);
      } catch (JsonProcessingException words) {
        return false;
      }
    }
    if (node.isObject()
        && isNumber(node.path("cents").asText(), paid.path("cents").decimalValue())
        && node.path("to").asText().equals(paid.path("to").asText())) {
      return true;
    }
    for (JsonNode child : node) {
      if (says(child, paid)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String written, BigDecimal number) {
    try {
      return new BigDecimal(written.strip()).compareTo(number) == 0;
    } catch (NumberFormatException other) {
      return false;
    }
  }
}
