package io.waggle.examples.research;

import static io.waggle.testing.WaggleAssertions.assertThat;

import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestRun;
import io.waggle.testing.WaggleExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResearchAgentTest {
  @RegisterExtension
  static final WaggleExtension waggle = WaggleExtension.application(ResearchAgent.class);

  @Test
  void shouldReadAPaperBeforeItAnswers() {
    waggle.play(
        Screenplay.role("researcher")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(Reply.call("make_plan", Map.of("steps", List.of()))) // one go is enough
            .on(When.turn(0))
            .reply(Reply.call("search", Map.of("query", "dance distance")))
            .on(When.turn(1).toolResult("waggle-dance"))
            .reply(Reply.call("read", Map.of("id", "waggle-dance")))
            .on(When.turn(2).toolResult("vertical"))
            .reply("By the angle of the dance (waggle-dance).")
            .build());

    TestRun run = waggle.run("researcher", "How do bees tell the way?");

    assertThat(run).isCompleted().calledTools("search", "read").hasResultContaining("angle");
    assertThat(waggle.model()).wasTold("researcher", "Name your papers.");
  }

  @Test
  void shouldReadSkillsWhenTheyAreNeeded() {
    waggle.play(
        Screenplay.role("reviewer")
            .on(When.turn(0))
            .reply(
                Reply.call("read_skill", Map.of("skill", "citing-papers"))
                    .andCall("read_skill", Map.of("skill", "plain-language"))
                    .andCall("read_skill", Map.of("skill", "weighing-evidence")))
            .on(When.turn(1).toolResult("measured, concluded or repeated"))
            .reply(
                readFile("citing-papers", "../../application.yaml")
                    .andCall("read", Map.of("id", "hive-temperature")))
            .on(When.turn(2))
            .reply(readFile("plain-language", "scripts/longest_sentences.py"))
            .on(When.turn(3).toolResult("import re"))
            .reply(readFile("weighing-evidence", "references/questions.md"))
            .on(When.turn(4).toolResult("Who else has seen it?"))
            .reply("It was measured once. (hive-temperature)")
            .build());

    TestRun run = waggle.run("reviewer", "Review the paper on the temperature in a hive.");

    assertThat(run)
        .isCompleted()
        .hasResultContaining("measured once")
        .observed("read_skill", "has no file '../../application.yaml'");
    assertThat(waggle.model())
        .wasOffered("reviewer", "read_skill")
        .wasTold("reviewer", "- plain-language: Rewrites a text so that people outside")
        .wasTold("reviewer", "Verbs in place of nouns")
        .wasNeverTold("waggle:");
  }

  private static Reply readFile(String skill, String file) {
    return Reply.call("read_skill", Map.of("skill", skill, "file", file));
  }
}
