package io.waggle.testing;

import static io.waggle.testing.WaggleAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.GateKind;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Agents' files that change while their worker runs. */
@ExtendWith(OutputCaptureExtension.class)
class ReloadIT {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  private void write(String instructions) throws IOException {
    replace(
        """
        ---
        name: clerk
        model: %s:clerk
        planning: never
        askHuman: true
        approveTools: [{tools: ask_*, when: "task = \\"%s\\""}]
        subAgents: [{name: other, description: Another agent.}]
        ---
        %s
        """
            .formatted(PlayedByName.PROVIDER, instructions, instructions));
  }

  /** At once: half a file would be read as well, and complained of. */
  private void replace(String text) throws IOException {
    Files.move(
        Files.writeString(elsewhere.resolve("clerk.md"), text),
        folder.resolve("clerk.md"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static void awaitLog(CapturedOutput log, String part, int times) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> log.getOut().lines().filter(line -> line.contains(part)).count() == times);
  }

  @Test
  void shouldEndARunWithTheDefinitionThatItBeganWith(CapturedOutput log) throws IOException {
    write("You are the first version.");
    try (TestBed bed =
        TestBed.open(
            TestBedSettings.agents(List.of())
                .withOwnModels()
                .withProperty("waggle.agents.location", folder.toString())
                .withProperty("waggle.agents.reload", "true"))) {
      bed.play(
          Screenplay.role("clerk")
              .on(When.turn(0).user("Ask"))
              .reply(Reply.call("ask_human", Map.of("question", "Which one?")))
              .otherwise("Done.")
              .build());
      TestRun early = bed.start("clerk", "Ask, then do it");
      bed.person("ada").isAsked(early, GateKind.QUESTION);

      write("You are the second version.");
      awaitLog(log, "Agent 'clerk' was read again", 1);
      replace("---\nname: clerk\nmodle: x\n---\nBe.");
      awaitLog(log, "The agents stay as they are: Agent file", 1);
      TestRun late = bed.run("clerk", "Do it");
      bed.person("ada").answers(early, "This one.");

      assertThat(early).isCompleted().usedLlmCalls(2);
      assertThat(late).isCompleted().usedLlmCalls(1);
      assertThat(told(bed, "Ask, then do it")).containsExactly("first", "first");
      assertThat(told(bed, "Do it")).containsExactly("second");
      awaitLog(log, "The agents stay as they are", 1);
    }
  }

  /** By which version the model was asked, request by request. */
  private static List<String> told(TestBed bed, String task) {
    return bed.model().requests().stream()
        .map(request -> request.body().toString())
        .filter(body -> body.contains("# Task\\n\\n" + task))
        .flatMap(body -> Stream.of("first", "second").filter(v -> body.contains(v + " version")))
        .toList();
  }
}
