package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.cli.Shell.Ran;
import io.waggle.client.GateStory;
import io.waggle.client.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What waits for a person, listed and whole. */
class TasksCommandTest {
  private final Shell shell = new Shell();

  @BeforeEach
  void ask() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    GateStory.approvePlan(shell.cluster);
    GateStory.approveToolCall(shell.cluster);
    GateStory.askQuestion(shell.cluster);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void shouldListWhatWaitsTheMostUrgentFirst() {
    Ran ran = shell.type("tasks");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().map(line -> line.split("  +")[0]))
        .containsExactly("TASK", "611", "601", "621");
    assertThat(ran.out().lines().skip(1).findFirst().orElseThrow())
        .contains("approve the call of 'write_file', path: report.md", "compare-4", "researcher");
    assertThat(ran.err().strip()).isEqualTo("Show one whole with: waggle tasks 611");
  }

  @ParameterizedTest
  @CsvSource({
    "--run,compare-4/p1/s1/t1/c1,621",
    "--run,2251799813685300,621",
    "--agent,reader,621",
    "--group,editors,611",
  })
  void shouldListSomeOfThem(String option, String value, String task) throws Exception {
    JsonNode listed = json(shell.type("tasks", option, value, "--json"));

    assertThat(listed.path("tasks")).hasSize(1);
    assertThat(listed.at("/tasks/0/key").asText()).isEqualTo(task);
  }

  @Test
  void shouldListWhatTheUserMayTake() throws Exception {
    shell.cluster.tasks().end(GateStory.PLAN_TASK, "CREATED", "demo");
    shell.cluster.tasks().end(GateStory.QUESTION_TASK, "CREATED", "ada");

    JsonNode mine = json(shell.type("tasks", "--mine", "--json")).path("tasks");
    JsonNode hers = json(shell.type("tasks", "--user", "ada", "--json")).path("tasks");

    assertThat(mine.findValuesAsText("key")).containsExactly("601");
    assertThat(hers.findValuesAsText("key")).containsExactly("621");
    assertThat(mine.path(0).path("key").isTextual()).isTrue();
    assertThat(mine.path(0).path("kind").asText()).isEqualTo("plan");
    assertThat(mine.path(0).path("since").asText()).isEqualTo("2026-11-21T08:10:01Z");
  }

  @Test
  void shouldSayThatNothingWaits() {
    Story.unaccepted(shell.cluster, 900, "idle");

    Ran ran = shell.type("tasks", "--run", "idle");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().strip()).isEqualTo("No question waits for a person");
  }

  @Test
  void shouldShowAToolCallWhole() {
    Ran ran = shell.type("tasks", "611");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().map(String::stripTrailing))
        .contains(
            "? approve the call of 'write_file'  task 611",
            "Asked by: researcher, run compare-4",
            "Who: group editors",
            "If nobody answers: 'reject' after P3D",
            "What it does: Writes a file.",
            "Effect: It changes something outside.",
            "Arguments:",
            "  path: report.md",
            "  mode: 7",
            "Difference:",
            "  -old",
            "  +new",
            "  waggle approve 611 --all",
            "  waggle reject 611 --reason TEXT");
  }

  @Test
  void shouldPrintNothingThatMovesTheCursor() {
    Ran ran = shell.type("tasks", "611");

    assertThat(ran.out()).contains("Why: The report is [U+001B][2Jready.").doesNotContain("\u001b");
    assertThat(TreeText.oneLine("a\u009b2J\u202Eb\u2028c")).isEqualTo("a 2Jb c");
    assertThat(TreeText.clean("a\u009b\n\u2066b\t")).isEqualTo("a\nb\t");
  }

  @Test
  void shouldShowAPlanWhole() {
    assertThat(shell.type("tasks", "601").out().lines().map(String::stripTrailing))
        .contains(
            "Task: Compare the two.",
            "  1. Read both (read), done by reader",
            "     Read A and B.",
            "  2. Compare (compare)",
            "     needs read",
            "Cost: About 10 calls of the model.",
            "  waggle change 601 --feedback TEXT");
  }

  @Test
  void shouldShowAQuestionWithItsChoices() {
    assertThat(shell.type("tasks", "621").out().lines().map(String::stripTrailing))
        .contains(
            "Question: Which colour?",
            "Context: The brand has two.",
            "  1. green",
            "  2. blue",
            "  waggle answer 621 TEXT");
  }

  @Test
  void shouldShowACallInDoubtAndALimit() {
    GateStory.resolveDoubt(shell.cluster);
    GateStory.extendLimit(shell.cluster);

    assertThat(shell.type("tasks", "631").out())
        .contains("Idempotency key: k-17", "waggle resolve 631 happened|run|skip");
    assertThat(shell.type("tasks", "641").out())
        .contains("Limit: turns of a step", "Reached so far: Both are read.");
  }

  @Test
  void shouldSayWhatBecameOfATask() {
    shell.cluster.tasks().end(GateStory.CALL_TASK, "COMPLETED", "ada");

    Ran ran = shell.type("tasks", "611");

    assertThat(ran.code()).isEqualTo(66);
    assertThat(ran.err())
        .startsWith("waggle: Task 611 is not open any more: it was decided by ada at");
  }

  @Test
  void shouldNameTheTaskAndTheCommandInTheStatusOfARun() throws Exception {
    Ran tree = shell.type("status", "compare-4");
    JsonNode status = json(shell.type("status", "compare-4", "--json"));
    Ran watched = shell.type("watch", "compare-4", "--timeout", "1s");

    assertThat(tree.out().lines().map(String::stripTrailing))
        .contains(
            "  ? a person has to approve the plan ('Plan, revision 2')  task 601",
            "    ? a person has to approve the call of 'write_file'  task 611",
            "? waiting for a person to approve the call of 'write_file'  waggle approve 611",
            "? waiting for a person to answer a question ('Compare')  waggle answer 621 TEXT");
    assertThat(status.at("/steps/0/gates/0/task").asText()).isEqualTo("611");
    assertThat(status.at("/paused").asBoolean()).isFalse();
    assertThat(watched.out())
        .contains("waiting for a person to approve the call of 'write_file': waggle approve 611");
  }

  @Test
  void shouldSayThatARunIsPaused() {
    shell.cluster.element(220, Story.STEP, "WhilePaused", "ACTIVE");

    assertThat(shell.type("status", "compare-4").out().lines().map(String::stripTrailing))
        .anyMatch(line -> line.startsWith("● researcher, run compare-4 (2251799813685100)  paused"))
        .contains("? paused  waggle resume compare-4");
  }

  private static JsonNode json(Ran ran) throws Exception {
    return new ObjectMapper().readTree(ran.out());
  }
}
