package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.GateStory;
import io.waggle.client.GateTask;
import io.waggle.client.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person at a terminal, who types a key, and where it is asked for, a line. */
class GateDialogTest {
  private final Shell shell = new Shell();
  private final ApprovedTools approved = new ApprovedTools();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PipedOutputStream keys = new PipedOutputStream();
  private Terminal terminal;
  private AgentClient client;

  @BeforeEach
  void open() throws Exception {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    GateStory.approvePlan(shell.cluster);
    GateStory.approveToolCall(shell.cluster);
    shell
        .cluster
        .tasks()
        .whenDecided(
            decision ->
                GateStory.taken(
                    shell.cluster,
                    Long.parseLong(decision.path("digest").asText().substring(7)),
                    decision));
    terminal =
        new ExternalTerminal(
            "test", "ansi", new PipedInputStream(keys), screen, StandardCharsets.UTF_8);
    terminal.setSize(new Size(100, 60));
    client =
        AgentClient.connect(
            Connection.from(
                Map.of(
                    "WAGGLE_GRPC_ADDRESS",
                    shell.gateway.address().toString(),
                    "WAGGLE_REST_ADDRESS",
                    shell.cluster.address().toString(),
                    "WAGGLE_USER",
                    "demo",
                    "WAGGLE_PASSWORD",
                    "demo")));
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    terminal.close();
    shell.close();
  }

  @Test
  void shouldApproveWithOneKey() throws Exception {
    ask(601, "a");

    assertThat(decision().path("action").asText()).isEqualTo("approve");
    assertThat(decision().path("digest").asText()).isEqualTo("digest-600");
    assertThat(shown())
        .contains("approve the plan", "[a] approve   [c] change   [r] reject", "✔ approve")
        .doesNotContain("waggle approve");
  }

  @Test
  void shouldAskWhyAPlanIsSentBack() throws Exception {
    ask(601, "c", "read the tests first\n");

    assertThat(decision().path("action").asText()).isEqualTo("change");
    assertThat(decision().path("reason").asText()).isEqualTo("read the tests first");
  }

  @Test
  void shouldTellAllCallsOfAToolFromOne() throws Exception {
    GateTask call = client.task(611);
    GateTask plan = client.task(601);

    ask(611, "A");

    assertThat(decision().path("action").asText()).isEqualTo("approveAll");
    assertThat(approved.covers(call)).isTrue();
    assertThat(approved.covers(plan)).isFalse();
  }

  @Test
  void shouldTakeNoOtherKeyForAnAnswer() throws Exception {
    ask(611, "x", "r", "not now\n");

    assertThat(decision().path("action").asText()).isEqualTo("reject");
    assertThat(shown()).contains("✘ reject");
  }

  @Test
  void shouldShowWhatFitsAndTheRestWhenAsked() throws Exception {
    terminal.setSize(new Size(100, 14));

    ask(611, "m", "a");

    assertThat(shown()).contains("more lines", "[m] show all of it", "+new");
  }

  @Test
  void shouldGoOnWhereSomebodyAnswersElsewhere() throws Exception {
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(
            () -> new GateDialog(client, terminal, false, approved).ask(601),
            Thread::startVirtualThread);
    var unused = awaitPrompt(0);

    var decided =
        client.decide(
            601, Decision.of(Action.APPROVE).onDigest(client.task(601).question().digest()));

    asking.get(1, TimeUnit.MINUTES);
    assertThat(decided).isInstanceOf(DecisionOutcome.Taken.class);
    assertThat(shown()).contains("Answered elsewhere.");
  }

  /** Types each as soon as the screen asks for it: what was typed before does not count. */
  private void ask(long task, String... typed) throws Exception {
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(
            () -> new GateDialog(client, terminal, false, approved).ask(task),
            Thread::startVirtualThread);
    // On this thread: a pipe whose writer has ended is broken.
    int seen = 0;
    for (String keystrokes : typed) {
      seen = awaitPrompt(seen);
      type(keystrokes);
    }
    asking.get(1, TimeUnit.MINUTES);
  }

  private int awaitPrompt(int seen) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInSameThread()
        .until(() -> shown().stripTrailing().length() > seen && shown().matches("(?s).*[>?] $"));
    return shown().length();
  }

  private void type(String text) {
    try {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private JsonNode decision() {
    return shell.cluster.tasks().decisions().getFirst();
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
