package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.platform.Platform;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People decide in Tasklist; the embedded engine cannot complete user tasks, so these paths are
 * passed here.
 */
@ExtendWith(LocalPlatform.class)
class GatesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger PAYMENTS = new AtomicInteger();

  private static Worker worker;
  private static AgentClient client;
  private static Tasklist tasklist;

  static final class Bank {
    @Tool(description = "Pays.")
    String pay(int cents) {
      PAYMENTS.incrementAndGet();
      return "paid " + cents;
    }
  }

  @BeforeAll
  static void start(Platform platform) throws Exception {
    worker =
        Worker.holding(
            platform,
            Screenplay.role("gated")
                .on(When.ALWAYS.offering("make_plan"))
                .reply(plan())
                .on(When.ALWAYS.offering("give_up"))
                .reply("Step done.")
                .otherwise("never asked")
                .role("payer")
                .on(When.turn(0))
                .reply(Reply.call("pay", Map.of("cents", 100)))
                .on(When.turn(1).toolResult("paid 100"))
                .reply("It is paid.")
                .on(When.turn(1).toolResult("too much"))
                .reply("It was not paid.")
                .role("asker")
                .on(When.turn(0))
                .reply(Reply.call("ask_human", Map.of("question", "Which colour?")))
                .on(When.turn(1).toolResult("green"))
                .reply("It will be green.")
                .build(),
            List.of(
                agent("gated").planning(Planning.ALWAYS).approvePlan().build(),
                agent("payer")
                    .planning(Planning.NEVER)
                    .tools(new Bank())
                    .approveTools("pay")
                    .build(),
                agent("asker").planning(Planning.NEVER).askHuman().build()));
    client = LocalPlatform.client(platform);
    tasklist = new Tasklist(platform);
  }

  private static Reply plan() {
    return Reply.call(
        "make_plan",
        Map.of(
            "steps",
            List.of(Map.of("id", "s1", "title", "The step", "instruction", "Do the step."))));
  }

  private static io.waggle.agent.AgentBuilder agent(String name) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".");
  }

  @AfterAll
  static void stop() {
    client.close();
    worker.close();
  }

  @Test
  void shouldPlanAgainWhenAPersonWantsTheWorkDoneAndWorkWhenItIsApproved() throws Exception {
    RunHandle run = client.start("gated", "Do it");
    tasklist.complete("ApprovePlan", run.key(), decision("change", "use less paint"));
    tasklist.complete("ApprovePlan", run.key(), decision("approve", ""));

    var result = run.await(PATIENCE);

    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(worker.model().requests())
        .anyMatch(request -> request.body().contains("use less paint"));
  }

  @Test
  void shouldEndTheRunWithTheReasonWhenAPersonRejectsThePlan() throws Exception {
    RunHandle run = client.start("gated", "Do something silly");
    tasklist.complete("ApprovePlan", run.key(), decision("reject", "it is silly"));

    var result = run.await(PATIENCE);

    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.text()).contains("it is silly");
  }

  private static Map<String, Object> decision(String action, String feedback) {
    return Map.of("planDecision", Map.of("action", action, "feedback", feedback));
  }

  @Test
  void shouldRunAToolOnceAPersonApprovedIt() throws Exception {
    int before = PAYMENTS.get();
    RunHandle run = client.start("payer", "Pay the bill");
    tasklist.complete(
        "ApproveToolCall", run.key(), Map.of("toolDecision", Map.of("action", "approve")));

    assertThat(run.await(PATIENCE).text()).isEqualTo("It is paid.");
    assertThat(PAYMENTS.get() - before).isEqualTo(1);
  }

  @Test
  void shouldTellTheModelWhyAPersonRejectedItsToolCall() throws Exception {
    int before = PAYMENTS.get();
    RunHandle run = client.start("payer", "Pay the other bill");
    tasklist.complete(
        "ApproveToolCall",
        run.key(),
        Map.of("toolDecision", Map.of("action", "reject", "reason", "too much")));

    assertThat(run.await(PATIENCE).text()).isEqualTo("It was not paid.");
    assertThat(PAYMENTS.get()).isEqualTo(before);
  }

  @Test
  void shouldHandAPersonsAnswerToTheModel() throws Exception {
    RunHandle run = client.start("asker", "Paint the hive");
    tasklist.complete("AskHuman", run.key(), Map.of("answer", "green"));

    assertThat(run.await(PATIENCE).text()).isEqualTo("It will be green.");
  }
}
