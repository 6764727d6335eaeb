package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.client.RunState;
import io.waggle.crashtest.Cluster;
import io.waggle.examples.research.ResearchAgent;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs as a client sees them. */
@ExtendWith(TestCluster.class)
@SuppressWarnings("try") // a worker serves for as long as its resource is open
class RunsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void shouldRunTheResearchAgentAlsoFromSomebodysProcess(Cluster cluster) {
    try (Worker worker = Worker.of(cluster, ResearchAgent.class);
        AgentClient client = TestCluster.client(cluster);
        CamundaClient camunda = TestCluster.engine(cluster)) {
      var result = client.start("researcher", "How do bees tell the way?").await(PATIENCE);

      assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(result.text()).contains("waggle-dance");
      assertThat(result.usage().llmCalls()).isEqualTo(8);

      camunda
          .newDeployResourceCommand()
          .addResourceFromClasspath("processes/ask-an-agent.bpmn")
          .send()
          .join();
      var asked =
          camunda
              .newCreateInstanceCommand()
              .bpmnProcessId("ask-an-agent")
              .latestVersion()
              .variables(Map.of("question", "How do bees tell the way?"))
              .withResult()
              .requestTimeout(PATIENCE)
              .send()
              .join()
              .getVariablesAsMap();
      assertThat(String.valueOf(asked.get("answer"))).contains("waggle-dance");
    }
  }

  @Test
  void shouldSayThatNoWorkerServesAnAgent(Cluster cluster) {
    try (Worker worker = idle(cluster);
        AgentClient client = TestCluster.client(cluster)) {
      RunHandle run = client.start("nobodys-agent", "Anyone?");

      await()
          .ignoreExceptionsInstanceOf(AgentClientException.class)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(run.status().warnings())
                      .anyMatch(warning -> warning.contains("nobodys-agent")));
      run.terminate();
    }
  }

  private static Worker idle(Cluster cluster) {
    return Worker.holding(
        cluster, Screenplay.role("idle").otherwise("Hello.").build(), List.of(agent("idle")));
  }

  private static Agent agent(String name, String... subAgents) {
    return Agent.named(name)
        .description("An agent")
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER)
        .subAgents(subAgents)
        .build();
  }

  @Test
  void shouldTerminateARunTogetherWithItsSubAgents(Cluster cluster) {
    Screenplay screenplay =
        Screenplay.role("boss")
            .on(When.turn(0))
            .reply(
                Reply.call("ask_scribe", Map.of("task", "one"))
                    .andCall("ask_scribe", Map.of("task", "two")))
            .role("scribe")
            .on(When.ALWAYS)
            .delay(Duration.ofMinutes(5))
            .reply("Too late.")
            .build();
    try (Worker worker =
            Worker.holding(cluster, screenplay, List.of(agent("boss", "scribe"), agent("scribe")));
        AgentClient client = TestCluster.client(cluster)) {
      RunHandle run = client.start("boss", "Delegate");
      await()
          .ignoreExceptionsInstanceOf(AgentClientException.class)
          .atMost(PATIENCE)
          .until(() -> run.status().subRuns().size() == 2);
      var scribes = run.status().subRuns();

      run.terminate();

      for (long key : List.of(run.key(), scribes.getFirst().key(), scribes.getLast().key())) {
        await()
            .ignoreExceptionsInstanceOf(AgentClientException.class)
            .atMost(PATIENCE)
            .until(() -> client.status(Long.toString(key)).state() == RunState.TERMINATED);
      }
    }
  }
}
