package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tools of a run did is taken back, newest first. */
@ExtendWith(TestCluster.class)
class UndoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Keeps a book of what was reserved and what was given back, with the calls' keys. */
  static final class Agency {
    private final List<String> booked = new CopyOnWriteArrayList<>();
    private final List<String> givenBack = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Tool(description = "Books something.", undo = "giveBack")
    String book(@Param("what") String what, ToolCallContext call) {
      booked.add(what + " " + call.idempotencyKey());
      return "booked the " + what;
    }

    void giveBack(String what, ToolCallContext call) {
      if (closed.compareAndSet(true, false)) {
        throw new IllegalStateException("The agency is closed.");
      }
      assertThat(call.result()).isEqualTo("booked the " + what);
      givenBack.add(what + " " + call.idempotencyKey());
    }

    @Tool(description = "Looks at the weather.")
    String look() {
      return "sunny";
    }
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  /** Books a hotel, has a flight booked by a sub-agent, looks out of the window, then thinks. */
  private static ScreenplayBuilder journey() {
    return Screenplay.role("traveller")
        .on(When.turn(0))
        .reply(Reply.call("book", Map.of("what", "hotel")))
        .on(When.turn(1))
        .reply(Reply.call("ask_carrier", Map.of("task", "Book a flight")))
        .on(When.turn(2))
        .reply(Reply.call("look", Map.of()))
        .on(When.turn(3))
        .delay(Duration.ofMinutes(1))
        .reply("Too late.")
        .role("carrier")
        .on(When.turn(0))
        .reply(Reply.call("book", Map.of("what", "flight")))
        .on(When.turn(1))
        .reply("The flight is booked.");
  }

  @Test
  void shouldUndoWhatTheRunAndItsSubAgentsDidWhenItIsCancelled(Cluster cluster) {
    Agency agency = new Agency();
    List<Agent> agents =
        List.of(
            agent("traveller").tools(agency).subAgents("carrier").build(),
            agent("carrier").tools(agency).build());
    try (Worker worker = Worker.holding(cluster, journey().build(), agents);
        AgentClient client = TestCluster.client(cluster)) {
      RunHandle run = client.start("traveller", "Plan a journey");
      await().atMost(PATIENCE).until(() -> worker.model().counts().total() == 6);

      run.cancel(new Cancellation(true, "it rains"));
      var result = run.await(PATIENCE);

      assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(result.text()).isEqualTo("The run was cancelled: it rains");
      assertThat(agency.booked).hasSize(2);
      assertThat(agency.givenBack)
          .as("the same calls, newest first")
          .containsExactly(agency.booked.getLast(), agency.booked.getFirst());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(run.status().standing()).isEqualTo("cancelled, 2 tool calls undone"));
    }
  }

  @Test
  void shouldUndoWhatAFailedRunDidAndTryAgainWhereThatFails(Cluster cluster) {
    Agency agency = new Agency();
    agency.closed.set(true);
    Screenplay screenplay =
        Screenplay.role("quitter")
            .on(When.turn(0))
            .reply(Reply.call("book", Map.of("what", "boat")))
            .on(When.turn(1))
            .reply(Reply.call("give_up", Map.of("reason", "There is no sea.")))
            .build();
    try (Worker worker =
            Worker.holding(
                cluster,
                screenplay,
                List.of(agent("quitter").tools(agency).undoOnFailure().build()));
        AgentClient client = TestCluster.client(cluster)) {
      var result = client.start("quitter", "Sail").await(PATIENCE);

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.text()).contains("There is no sea.");
      assertThat(agency.givenBack).containsExactlyElementsOf(agency.booked).hasSize(1);
      assertThat(worker.model().counts().total()).isEqualTo(2);
    }
  }
}
