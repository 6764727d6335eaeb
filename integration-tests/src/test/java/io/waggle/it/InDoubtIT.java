package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person decides about a call that may have gone through, or may not. */
@ExtendWith(TestCluster.class)
class InDoubtIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Post POST = new Post();

  private static Worker worker;
  private static AgentClient client;
  private static Person person;

  /** Nobody knows how the first attempt at a letter ended. */
  static final class Post {
    private final List<String> attempts = new CopyOnWriteArrayList<>();

    @Tool(description = "Sends a letter.")
    String send(String text, ToolCallContext call) {
      attempts.add(call.idempotencyKey());
      if (attempts.size() == 1) {
        throw new IllegalStateException("the line is dead");
      }
      return "sent " + text;
    }
  }

  @BeforeAll
  static void start(Cluster cluster) {
    Screenplay screenplay =
        Screenplay.role("writer")
            .on(When.turn(0))
            .reply(Reply.call("send", Map.of("text", "hello")))
            .on(When.turn(1).toolResult("receipt 12"))
            .reply("There is a receipt.")
            .on(When.turn(1).toolResult("sent hello"))
            .reply("It was sent.")
            .on(When.turn(1).toolResult("not known whether this call went through"))
            .reply("Nobody knows.")
            .build();
    worker =
        Worker.holding(
            cluster,
            screenplay,
            List.of(
                Agent.named("writer")
                    .model("play:writer")
                    .instructions("You write letters.")
                    .planning(Planning.NEVER)
                    .tools(POST)
                    .build()));
    client = TestCluster.client(cluster);
    person = new Person(client);
  }

  @AfterAll
  static void stop() {
    client.close();
    worker.close();
  }

  @BeforeEach
  void forget() {
    POST.attempts.clear();
  }

  private static String textAfter(Decision decision) {
    RunHandle run = client.start("writer", "Say hello");
    person.decide(run, GateKind.IN_DOUBT, decision);
    return String.valueOf(run.await(PATIENCE).text());
  }

  @Test
  void shouldGoOnWithWhatThePersonFound() {
    assertThat(textAfter(Decision.of(Action.HAPPENED).withAnswer("receipt 12")))
        .isEqualTo("There is a receipt.");
    assertThat(POST.attempts).hasSize(1);
  }

  @Test
  void shouldRunTheCallWithTheSameKeyWhereItDidNotHappen() {
    assertThat(textAfter(Decision.of(Action.RUN))).isEqualTo("It was sent.");
    assertThat(POST.attempts).hasSize(2);
    assertThat(POST.attempts.getFirst()).isEqualTo(POST.attempts.getLast());
  }

  @Test
  void shouldLeaveTheCallWhereThePersonCannotTell() {
    assertThat(textAfter(Decision.of(Action.SKIP))).isEqualTo("Nobody knows.");
    assertThat(POST.attempts).hasSize(1);
  }
}
