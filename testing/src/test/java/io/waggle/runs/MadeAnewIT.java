package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine is gone with all that it knew, and its runs go on, on an empty one. */
class MadeAnewIT {
  private static final String RUN = "refund-4711";

  private final Shop shop = new Shop();
  private String journal;
  private TestBed bed;

  /** Remembers what was done in it. */
  static final class Shop {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Looks.", effect = Effect.READ)
    String look(int number) {
      log.add("look " + number);
      return "seen " + number;
    }

    @Tool(description = "Pays.", effect = Effect.ONCE, undo = "refund")
    String pay(int number) {
      log.add("pay " + number);
      return "paid " + number;
    }

    String refund(int number) {
      log.add("refund " + number);
      return "refunded " + number;
    }
  }

  @BeforeEach
  void journal() {
    journal = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private void open(List<Agent> agents) {
    bed =
        TestBed.open(
            TestBedSettings.agents(agents).withProperty("waggle.journal.url", journal));
  }

  /** Nothing of the engine is left but what the journal knows. */
  private TestRun anew(List<Agent> agents, Screenplay play) {
    bed.close();
    open(agents);
    bed.play(play);
    return bed.start(
        Map.of(
            "agent",
            agents.getFirst().name(),
            "runId",
            RUN,
            "replay",
            Map.of("takeOver", false)));
  }

  private TestRun start(String agent) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("agent", agent);
    variables.put("task", "The task");
    variables.put("runId", RUN);
    return bed.start(variables);
  }

  private AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(shop)
        .planning(Planning.NEVER);
  }

  private static Map<String, ?> number(int number) {
    return Map.of("number", number);
  }

  private static Reply call(String tool, int number) {
    return Reply.call(tool, number(number));
  }

  private static Screenplay nobody(String... roles) {
    ScreenplayBuilder play = Screenplay.role(roles[0]).otherwise("Asked once more.");
    for (int role = 1; role < roles.length; role++) {
      play = play.role(roles[role]).otherwise("Asked once more.");
    }
    return play.build();
  }

  @Test
  void shouldAskNobodyOnceMoreWhoHasAnswered() {
    List<Agent> agents =
        List.of(agent("clerk").subAgent(SubAgent.of("helper", "Helps.")).build(), agent("helper").build());
    open(agents);
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(call("look", 1).andCall("pay", number(2)).andCall("pay", number(3)))
            .on(When.turn(1))
            .reply(Reply.call("ask_helper", Map.of("task", "Help")))
            .on(When.turn(2))
            .delay(Duration.ofMinutes(5))
            .reply("Never.")
            .role("helper")
            .on(When.turn(0))
            .reply(call("pay", 4))
            .otherwise("Helped.")
            .build());
    start("clerk");
    await().atMost(TestBed.PATIENCE).until(() -> bed.model().counts().total() == 5);

    TestRun run = anew(agents, Screenplay.role("clerk").otherwise("Done.").build());

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(bed.model().counts().total()).as("only the turn that was under way").isEqualTo(1);
    assertThat(bed.model().requests().getFirst().body()).contains("Helped.", "paid 2", "paid 3");
    assertThat(shop.log).containsExactlyInAnyOrder("look 1", "pay 2", "pay 3", "pay 4");
  }

  @Test
  void shouldEndAtOnceWhereItHadEnded() {
    List<Agent> agents = List.of(agent("clerk").build());
    open(agents);
    bed.play(Screenplay.role("clerk").on(When.turn(0)).reply(call("pay", 1)).otherwise("Done.").build());
    Map<String, @Nullable Object> before = start("clerk").awaitEnd().variables();

    Map<String, @Nullable Object> after = anew(agents, nobody("clerk")).awaitEnd().variables();

    assertThat(after).containsEntry("result", "Done.").containsEntry("outcome", "completed");
    assertThat(after.get("usage")).isEqualTo(before.get("usage"));
    assertThat(bed.model().counts().total()).isZero();
    assertThat(shop.log).containsExactly("pay 1");
  }

  @Test
  void shouldAskTheSameQuestionAgainAndNoneThatIsDecided() {
    List<Agent> agents =
        List.of(
            agent("clerk")
                .gate(GatePolicy.DEFAULT.asking("clerks"))
                .approveTools("pay")
                .build());
    open(agents);
    Screenplay play =
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(call("pay", 1).andCall("pay", number(2)))
            .otherwise("Done.")
            .build();
    bed.play(play);
    TestRun run = start("clerk");
    Person ada = bed.person("ada");
    GateTask first = ada.isAsked(run, GateKind.TOOL_CALL, 2).getFirst();
    int decided = first.question().shown().at("/arguments/0/value").asInt();
    ada.says(first, Decisions.decision("approve", Map.of()));
    await().atMost(TestBed.PATIENCE).until(() -> shop.log.size() == 1);
    GateTask second = ada.isAsked(run, GateKind.TOOL_CALL);

    TestRun anew = anew(agents, play);
    Person grace = bed.person("grace");
    GateTask again = grace.isAsked(anew, GateKind.TOOL_CALL);

    assertThat(again.question().digest()).isEqualTo(second.question().digest());
    assertThat(again.due()).isEqualTo(second.due());
    grace.says(again, Decisions.decision("reject", Map.of("reason", "no")));
    assertThat(anew.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(shop.log).containsExactly("pay " + decided);
    assertThat(bed.records().activations("ApproveToolCall"))
        .as("gates passed, of which one is a user task")
        .hasSize(3);
    assertThat(bed.model().counts().total()).isEqualTo(1);
  }

  @Test
  void shouldGoOnEndingARunThatWasCancelled() {
    List<Agent> agents = List.of(agent("clerk").build());
    open(agents);
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(call("pay", 1).andCall("pay", number(2)))
            .on(When.turn(1))
            .delay(Duration.ofMinutes(5))
            .reply("Never.")
            .build());
    TestRun run = start("clerk");
    await().atMost(TestBed.PATIENCE).until(() -> bed.model().counts().total() == 2);
    bed.camunda()
        .newPublishMessageCommand()
        .messageName("waggle-cancel")
        .correlationKey(RUN)
        .variables(Map.of("cancellation", Map.of("undo", true, "reason", "withdrawn")))
        .send()
        .join();
    run.awaitEnd();
    assertThat(shop.log).contains("refund 1", "refund 2");

    Map<String, @Nullable Object> after = anew(agents, nobody("clerk")).awaitEnd().variables();

    assertThat(after).containsEntry("outcome", "cancelled").containsEntry("undone", 2);
    assertThat(shop.log).hasSize(4);
    assertThat(bed.model().counts().total()).isZero();
  }
}
