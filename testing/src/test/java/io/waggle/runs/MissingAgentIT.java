package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.engine.AgentsWithoutWorker;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** An agent is renamed, or left out of a deploy, while a run of it waits for a person. */
class MissingAgentIT {
  @Test
  void shouldSayWhichAgentIsMissingWhileItsRunsGoOn() {
    try (TestBed bed = TestBed.holding(List.of(agent("clerk"), agent("porter")))) {
      bed.play(
          Screenplay.role("clerk")
              .on(When.turn(0))
              .reply(Reply.call("ask_human", Map.of("question", "Which colour?")))
              .otherwise("Blue.")
              .build());
      TestRun waiting = bed.start("clerk", "Paint the door");
      bed.awaitActivated("AskPerson");
      TestBedSettings porter = TestBedSettings.agents(List.of(agent("porter")));
      try (ConfigurableApplicationContext other = bed.startAnotherWorker(porter)) {
        AgentsWithoutWorker agents = other.getBean(AgentsWithoutWorker.class);
        agents.look();
        assertThat(agents.notice()).as("while a worker holds it").isEmpty();

        bed.stopWorker();
        agents.look();
        assertThat(agents.notice())
            .hasValueSatisfying(
                notice ->
                    assertThat(notice)
                        .contains("No worker holds the agent 'clerk' (runs " + waiting.id() + ")")
                        .doesNotContain("porter"));

        bed.client().terminate(waiting.id());
        agents.look();
        assertThat(agents.notice()).as("once its run is gone").isEmpty();
      }
    }
  }

  private static Agent agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are %s.".formatted(name))
        .planning(Planning.NEVER)
        .askHuman()
        .build();
  }
}
