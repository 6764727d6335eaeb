package io.waggle.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.endpoint.LoopbackEndpoint;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Plans whose steps find more than fits into the model's window together. */
class ManyResultsIT {
  private static final int WINDOW = 16_000;
  private static final int STEPS = 20;
  private static final String READ_ON = "p1/s1/t1";
  private static final String TASK =
      "Sum up the archive. "
          + "Whatever happens, never name the mill of \"Gräfin O'Hara\". ".repeat(30).strip();

  /** What each step finds: about 4,000 tokens, of which the last say most. */
  private static String found(String step) {
    return "Found by %s. %s The secret of %s is out."
        .formatted(step, "The mill stood by the river, as ever. ".repeat(450), step);
  }

  /** Plans, works, plans again and sums up; refuses what is longer than its window. */
  private static final class Planner extends LoopbackEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final List<Integer> lengths = new CopyOnWriteArrayList<>();
    private final List<Integer> refused = new CopyOnWriteArrayList<>();

    @Override
    protected void answer(HttpExchange exchange) throws IOException {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      int tokens = SmallWindow.tokens(request);
      if (tokens > WINDOW) {
        refused.add(tokens);
        Fault.error(400, "context_length_exceeded", "Too long.").give(exchange);
        return;
      }
      lengths.add(tokens);
      String said = request.path("messages").findValuesAsText("content").toString();
      answered.add(said);
      List<String> tools = request.path("tools").findValuesAsText("name");
      answer(said, tools).give(exchange);
    }

    private static Fault answer(String said, List<String> tools) throws IOException {
      if (tools.contains("make_plan")) {
        String plan = said.contains("results of the steps so far") ? rest() : plan();
        return call("make_plan", plan);
      }
      if (tools.isEmpty()) {
        return Fault.answer("stop", "\"content\": \"The archive, summed up.\"");
      }
      if (said.contains("The secret of s1 is out")) {
        return Fault.answer("stop", "\"content\": \"It says the secret.\"");
      }
      if (tools.contains("read_result")) {
        return call("read_result", "{\"result\": \"%s\", \"find\": \"secret\"}".formatted(READ_ON));
      }
      String step = said.replaceFirst("(?s).*only this one: (s\\d+).*", "$1");
      return Fault.answer("stop", "\"content\": " + JSON.writeValueAsString(found(step)));
    }

    private static Fault call(String tool, String arguments) throws IOException {
      return Fault.calls(
          Fault.call("\"a\"", "\"" + tool + "\"", JSON.writeValueAsString(arguments)));
    }

    /** The last of them asks for another look at the plan. */
    private static String plan() {
      ArrayNode steps = JSON.createArrayNode();
      for (int number = 1; number <= STEPS; number++) {
        step(steps, "s" + number).put("replanAfter", number == STEPS);
      }
      step(steps, "never").putArray("dependsOn").add("s1");
      return steps(steps);
    }

    /** What is left to do needs all that was found. */
    private static String rest() {
      ArrayNode steps = JSON.createArrayNode();
      ArrayNode needs = step(steps, "rest").putArray("dependsOn");
      for (int number = 1; number <= STEPS; number++) {
        needs.add("s" + number);
      }
      return steps(steps);
    }

    private static ObjectNode step(ArrayNode steps, String id) {
      return steps.addObject().put("id", id).put("title", id).put("instruction", "Do it.");
    }

    private static String steps(ArrayNode steps) {
      return JSON.createObjectNode().set("steps", steps).toString();
    }
  }

  @Test
  void shouldShowTheModelOfEachResultAsMuchAsFitsAndTheTaskWordForWord() {
    try (Planner endpoint = new Planner();
        TestBed bed = bed(endpoint, "known:a", "surprise:b")) {
      assertThat(bed.run("known", TASK).variables())
          .containsEntry("outcome", "completed")
          .containsEntry("result", "The archive, summed up.");
      assertThat(endpoint.refused).isEmpty();
      assertThat(endpoint.lengths).allMatch(tokens -> tokens <= WINDOW * 3 / 4);
      assertFitted(endpoint);

      endpoint.answered.clear();
      assertThat(bed.run("surprise", TASK).variables()).containsEntry("outcome", "completed");
      assertThat(endpoint.refused).as("until the window is known").hasSizeBetween(1, 8);
      assertFitted(endpoint);
    }
  }

  /** A plan, twenty steps, another plan, one that reads on in what the first found, the result. */
  private static void assertFitted(Planner endpoint) {
    assertThat(endpoint.answered).hasSize(STEPS + 5);
    assertThat(endpoint.answered).allMatch(said -> said.contains(TASK));
    List<String> withResults = endpoint.answered.subList(STEPS + 1, STEPS + 5);
    for (int step = 1; step <= STEPS; step++) {
      String heading = "## s%d: s%d\n\nFound by s%d.".formatted(step, step, step);
      assertThat(withResults).allMatch(said -> said.contains(heading));
    }
    assertThat(withResults).allMatch(said -> said.contains("[cut: these are the first "));
    assertThat(withResults.get(1)).contains("read_result with result \"%s\"".formatted(READ_ON));
    assertThat(withResults.getLast()).contains("It says the secret.").doesNotContain("read_result");
  }

  private static TestBed bed(Planner endpoint, String known, String surprise) {
    String url = endpoint.baseUrl();
    return TestBed.open(
        TestBedSettings.agents(List.of(agent("known", known), agent("surprise", surprise)))
            .withOwnModels()
            .withProperty("waggle.context.windows[0].model", known)
            .withProperty("waggle.context.windows[0].tokens", String.valueOf(WINDOW))
            .withProperty("waggle.providers.known.base-url", url)
            .withProperty("waggle.providers.surprise.base-url", url));
  }

  private static Agent agent(String name, String model) {
    return Agent.named(name)
        .model(model)
        .instructions("You are " + name + ".")
        .planning(Planning.ALWAYS)
        .limits(new Limits(STEPS + 2, null, null, null))
        .build();
  }
}
