package io.waggle.examples.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.testing.RecordedRun;
import org.junit.jupiter.api.Test;

/** A run that {@code waggle export bees} wrote down, as a test. */
class RecordedResearchTest {
  @Test
  void shouldStillDoWhatItDid() {
    RecordedRun.of("recorded/bees.jsonl").application(ResearchAgent.class).replay().assertSame();
  }

  @Test
  void shouldNoticeThatItIsToldSomethingElse() {
    Agent bold =
        Agent.named("researcher")
            .description("Answers questions from a small library of papers on bees.")
            .model("scripted:researcher")
            .instructions("You are a bold research assistant. Name your papers.")
            .tools(new Papers())
            .build();

    assertThat(RecordedRun.of("recorded/bees.jsonl").agents(bold).replay().differences())
        .singleElement()
        .satisfies(
            difference ->
                assertThat(difference.text())
                    .startsWith("p1 asks something else than recorded (also p1/s1/t1,")
                    .contains(
                        "- You are a careful research assistant. Name your papers.   + You are a bold research assistant."));
  }
}
