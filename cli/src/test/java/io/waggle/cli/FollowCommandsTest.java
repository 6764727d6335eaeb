package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.waggle.cli.Shell.Ran;
import io.waggle.client.Story;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FollowCommandsTest {
  private final ObjectMapper json = new ObjectMapper();
  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void shouldShowTheTreeOfARun() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);

    Ran ran = shell.type("status", "compare-4");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().map(String::stripTrailing))
        .anyMatch(
            line -> line.startsWith("● researcher, run compare-4 (2251799813685100)  running"))
        .contains("  Compare the two.")
        .anyMatch(line -> line.startsWith("  ● Read both  1 turn"))
        .contains("    ● ask-reader", "  ○ Compare");
    assertThat(ran.out()).doesNotContain("\u001b");
  }

  @Test
  void shouldPrintAStatusThatScriptsCanUse() throws Exception {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);

    JsonNode status = json.readTree(shell.type("status", "compare-4", "--json").out());

    assertThat(status.path("id").asText()).isEqualTo("compare-4");
    assertThat(status.path("key").isTextual()).isTrue();
    assertThat(status.at("/steps/0/id").asText()).isEqualTo("compare-4/p1/s1");
    assertThat(status.at("/steps/0/toolCalls/0/subRun/id").asText())
        .isEqualTo("compare-4/p1/s1/t1/c1");
    assertThat(status.at("/steps/0/toolCalls/0/subRun/key").isTextual()).isTrue();
    assertThat(status.path("state").asText()).isEqualTo("active");
    assertThat(status.path("standing").asText()).isEqualTo("working on 'Read both'");
    assertThat(status.path("steps").path(0).path("state").asText()).isEqualTo("active");
    assertThat(status.path("steps").path(0).path("startedAt").asText())
        .isEqualTo("2026-11-21T08:00:00Z");
    assertThat(status.at("/steps/0/toolCalls/0/subRun/agent").asText()).isEqualTo("reader");
    assertThat(status.at("/steps/1/key").isNull()).isTrue();
    assertThat(status.at("/usage/inputTokens").isNumber()).isTrue();
  }

  @Test
  void shouldWatchInAPipeWithOneLineForEachChange() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    Story.end(shell.cluster.end(Story.RUN, "COMPLETED"), "Both are good.");

    Ran ran = shell.type("watch", "compare-4");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .containsExactly(
            "researcher: plan 1, 2 steps in 2 waves",
            "researcher > Read both: started",
            "researcher > Read both: calls ask-reader",
            "researcher: ended: completed, 9 LLM calls, 2 tool calls, 3 tokens in, 4 out",
            "Both are good.");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void shouldTellWhatIsNewInTheOrderInWhichItHappened() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    shell.cluster.element(110, Story.RUN, "Synthesize", "ACTIVE", Instant.now());

    Ran ran = shell.type("watch", "compare-4", "--timeout", "1s");

    assertThat(ran.out().lines())
        .containsSubsequence(
            "researcher > Read both: started",
            "researcher > Read both: calls ask-reader",
            "researcher: Synthesize");
  }

  @Test
  void shouldNotRepeatTheTaskOfASubAgentThatDoesNotPlan() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    Story.readInSubRun(shell.cluster);

    Ran tree = shell.type("status", "compare-4");
    Ran lines = shell.type("watch", "compare-4", "--timeout", "1s");

    assertThat(tree.out().lines().map(String::stripTrailing))
        .contains("    ● ask-reader", "      ● read_file");
    assertThat(lines.out().lines())
        .contains("researcher > Read both > reader: calls read_file")
        .noneMatch(line -> line.contains("Read A."));
  }

  @Test
  void shouldPrintTroubleBesideTheJsonOfAWatch() throws Exception {
    Story.started(shell.cluster)
        .element(101, Story.RUN, "AcceptTask", "ACTIVE", Instant.now().minusSeconds(9));

    Ran ran = shell.type("watch", "compare-4", "--json", "--timeout", "1s");

    assertThat(ran.code()).isEqualTo(75);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("warning: No worker serves agent 'researcher'")
        .contains("waggle: Run compare-4 did not end within 1s and goes on");
  }

  @Test
  void shouldSayThatARunWasTerminated() {
    Story.started(shell.cluster).end(Story.RUN, "TERMINATED");

    Ran ran = shell.type("watch", "compare-4");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).endsWith("The run was terminated." + System.lineSeparator());
  }

  @Test
  void shouldSayThatThereIsNoSuchRun() {
    Ran ran = shell.type("status", "4711");

    assertThat(ran.code()).isEqualTo(66);
    assertThat(ran.err()).startsWith("waggle: There is no run 4711;");
  }

  @Test
  void shouldRefuseWhatCanBeNoRun() {
    Ran ran = shell.type("watch", "two words");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("'two words' is not a run: use its name, such as refund-4711")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldFindARunByItsKeyAndASubAgentsByItsAddress() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);

    assertThat(shell.type("status", "2251799813685100").out()).contains("run compare-4 (");
    assertThat(shell.type("status", "compare-4/p1/s1/t1/c1").out())
        .contains("reader, run compare-4/p1/s1/t1/c1 (2251799813685300)");
  }

  @Test
  void shouldSayThatTheLoginIsWrong() {
    shell.cluster.expectPassword("other");

    assertThat(shell.type("status", "compare-4").code()).isEqualTo(77);
  }

  @Test
  void shouldTerminateARun() {
    Story.started(shell.cluster);

    Ran ran = shell.type("terminate", "compare-4");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(shell.gateway.terminated()).containsExactly(Story.RUN);
  }

  @Test
  void shouldCancelARunAndUndo() {
    Story.started(shell.cluster);

    Ran ran = shell.type("cancel", "compare-4", "--undo", "--reason", "wrong customer");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().strip())
        .isEqualTo("Cancelling run compare-4; 'waggle watch compare-4' shows its end");
    assertThat(shell.gateway.terminated()).isEmpty();
    assertThat(shell.gateway.published().getFirst().getVariables())
        .contains("\"undo\":true", "wrong customer");
  }

  @Test
  void shouldCancelInGoodOrderWithoutOptionsToo() {
    Story.started(shell.cluster);

    shell.type("cancel", "compare-4");

    assertThat(shell.gateway.terminated()).isEmpty();
    assertThat(shell.gateway.published().getFirst().getVariables()).contains("\"undo\":false");
  }

  @Test
  void shouldRefuseAReasonThatIsTooLong() {
    Ran ran = shell.type("cancel", "compare-4", "--reason", "x".repeat(1001));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("The reason has 1,001 characters");
  }

  @Test
  void shouldShowHowManyCallsWereUndone() throws Exception {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    Story.undoing(shell.cluster);
    Ran tree = shell.type("status", "compare-4");
    JsonNode status = json.readTree(shell.type("status", "compare-4", "--json").out());
    shell.cluster.end(Story.UNDO, "COMPLETED").end(Story.RUN, "COMPLETED");
    Ran watched = shell.type("watch", "compare-4");
    Ran ended = shell.type("status", "compare-4");

    assertThat(tree.out().lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "● researcher, run compare-4 (2251799813685100)  undoing what was done"))
        .anyMatch(line -> line.startsWith("  ● Undo what was done  2 tool calls so far"));
    assertThat(status.at("/undo/undone").asInt()).isEqualTo(2);
    assertThat(status.at("/undo/key").isTextual()).isTrue();
    assertThat(ended.out()).contains("✘ researcher", "↺ Undo what was done  2 tool calls");
    assertThat(watched.code()).isEqualTo(1);
    assertThat(watched.out())
        .contains("researcher: undoing what was done")
        .contains("researcher: cancelled, 2 tool calls undone")
        .endsWith("The run was cancelled: wrong customer" + System.lineSeparator());
  }

  @Test
  void shouldSayThatThereIsNothingToTerminate() {
    Story.started(shell.cluster);
    shell.gateway.fail(Status.NOT_FOUND);

    Ran ran = shell.type("terminate", "compare-4");

    assertThat(ran.code()).isEqualTo(66);
    assertThat(ran.err()).startsWith("waggle: There is no active run compare-4:");
  }
}
