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
}
