package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is found by its name, by its address, and by the key of its process instance. */
@Execution(ExecutionMode.CONCURRENT)
class NamedRunTest extends WithCluster {
  private static final String KEY = Long.toString(Story.RUN);
  private static final Cancellation STOP = new Cancellation(false, null);

  private final FakeGateway gateway = open(new FakeGateway());
  private final FakeCluster cluster = open(new FakeCluster());
  private final AgentClient client = client(gateway, cluster, Duration.ofMillis(400));

  @Test
  void shouldFindARunByNameAddressAndKey() {
    Story.workOnFirstStep(Story.started(cluster));

    assertThat(client.status("compare-4").key()).isEqualTo(Story.RUN);
    assertThat(client.status(KEY).id()).isEqualTo("compare-4");
    assertThat(client.status("compare-4/p1/s1/t1/c1").key()).isEqualTo(Story.SUB_RUN);
    assertThat(client.status("compare-4/p1/s1/t1/c1").agent()).isEqualTo("reader");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, -, 20",
    "1, -, 2, 30",
    "2, 1, -, 10",
    "2, -, 1, 10",
    "-, 1, 2, 30",
    "-, 2, 1, 20",
    "-, -, 1, 30",
    "1, -, -, 10",
    "-, 1, -, 20",
    "9, 10, -, 20",
    "-, -, -, 10"
  })
  void shouldTakeTheInstanceThatWasAcceptedLast(
      String first, String second, String third, long present) {
    List<String> epochs = List.of(first, second, third);
    // The newest first: what comes first in an answer has no meaning.
    for (int i = 2; i >= 0; i--) {
      long key = (i + 1) * 10L;
      Story.unaccepted(cluster, key, "bees-7");
      if (!epochs.get(i).equals("-")) {
        Story.accepted(cluster, key, key + 1, "bees-7", Integer.parseInt(epochs.get(i)));
      }
    }

    assertThat(client.status("bees-7").key()).isEqualTo(present);
  }

  /** Which of two starts a worker accepts is not known before. */
  @Test
  void shouldFollowANameWhicheverOfItsStartsIsAccepted() {
    Story.unaccepted(cluster, 10, "bees-7");
    Story.unaccepted(cluster, 20, "bees-7");
    List<Long> shown = new ArrayList<>();

    client.await(
        "bees-7",
        Duration.ofSeconds(20),
        status -> {
          shown.add(status.key());
          if (shown.size() == 1) {
            Story.accepted(cluster, 20, 21, "bees-7", 1).leave(20, "AcceptTask");
          } else {
            cluster
                .variable(10, 11, "result", "Done.")
                .variable(10, 11, "outcome", "completed")
                .end(10, "COMPLETED");
          }
        });

    assertThat(shown).startsWith(10L, 20L).endsWith(10L);
  }

  @Test
  void shouldTakeOneThatLivesBeforeOneThatWasTerminated() {
    Story.started(cluster).end(Story.RUN, "TERMINATED");
    String alone = client.status("compare-4").standing();
    Story.unaccepted(cluster, 20, "compare-4");

    assertThat(alone).isEqualTo("terminated");
    assertThat(client.status("compare-4").key()).isEqualTo(20);
  }

  @Test
  void shouldTakeNothingElseForTheRunThatOnlyHasAVariableOfThatName() {
    cluster
        .instance(5, "refunds", null)
        .variable(5, 5, "runId", "compare-4")
        .instance(6, "waggle-agent", 5L)
        .variable(6, 6, "runId", "compare-4")
        .element(7, 6, "Run", "ACTIVE")
        .variable(6, 7, "runId", "other/p1/s1/t1/c1/xabc.1")
        .variable(6, 7, "caseOf", "compare-4");
    var failure =
        catchThrowableOfType(AgentClientException.class, () -> client.status("compare-4"));
    Story.started(cluster);

    assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(client.status("compare-4").key()).isEqualTo(Story.RUN);
    assertThat(client.status("other/p1/s1/t1/c1/xabc.1").key()).isEqualTo(6);
  }

  @Test
  void shouldFindANameThatTheClusterShowsLate() {
    Story.started(cluster).behindUntil(Instant.now().plusSeconds(1));

    assertThat(client(gateway, cluster, Duration.ofSeconds(10)).status("compare-4").key())
        .isEqualTo(Story.RUN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bees-7", "compare", "compare-4/p1/s1", "4711", "2251799813685999"})
  void shouldSayThatThereIsNoSuchRun(String run) {
    Story.started(cluster);
    var status = catchThrowableOfType(AgentClientException.class, () -> client.status(run));
    var tasks =
        catchThrowableOfType(AgentClientException.class, () -> client.tasks(TaskFilter.ofRun(run)));
    var cancel = catchThrowableOfType(AgentClientException.class, () -> client.cancel(run, STOP));

    assertThat(status).hasMessageStartingWith("There is no run %s;".formatted(run));
    assertThat(tasks).hasMessageStartingWith("There is no run %s;".formatted(run));
    assertThat(cancel)
        .hasMessage(
            "There is no active run %s: it has ended, or there never was one.".formatted(run));
    assertThat(List.of(status.reason(), tasks.reason(), cancel.reason()))
        .containsOnly(Reason.NO_SUCH_RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "two words",
        "bees-7 ",
        "bees\n7",
        "bienen-für-4",
        "a//b",
        "/a",
        "a/",
        "a/two words",
        "99999999999999999999",
        "\u0662\u0662\u0665\u0661\u0667\u0669\u0669\u0668\u0661\u0663\u0666\u0668\u0665\u0662\u0664\u0669",
        "a2345678901234567890123456789012345678901234567890123456789012345"
      })
  void shouldRefuseWhatCanBeNoRun(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.status(text))
        .withMessageContaining("is not a run: use its name");
    assertThatIllegalArgumentException().isThrownBy(() -> client.await(text, Duration.ofHours(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> client.cancel(text, STOP));
    assertThatIllegalArgumentException().isThrownBy(() -> client.pause(text));
    assertThatIllegalArgumentException().isThrownBy(() -> client.terminate(text));
    assertThatIllegalArgumentException().isThrownBy(() -> client.tasks(TaskFilter.ofRun(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "compare-4, compare-4",
    "2251799813685100, compare-4",
    "compare-4/p1/s1/t1/c1, compare-4/p1/s1/t1/c1",
    "2251799813685300, compare-4/p1/s1/t1/c1"
  })
  void shouldSpeakToARunByItsAddress(String run, String address) {
    Story.workOnFirstStep(Story.started(cluster));

    client.cancel(run, STOP);
    client.steer(run, Steering.guide("Only the newest."));

    assertThat(gateway.published())
        .extracting(message -> message.getCorrelationKey())
        .containsExactly(address, address);
  }

  @Test
  void shouldSayThatNothingCanBeSaidToARunWithoutAName() {
    cluster.instance(Story.RUN, "waggle-agent", null).element(7, Story.RUN, "Run", "ACTIVE");

    var failure = catchThrowableOfType(AgentClientException.class, () -> client.cancel(KEY, STOP));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_ACCEPTED);
    assertThat(failure)
        .hasMessageStartingWith("Run %s has no name yet".formatted(KEY))
        .hasMessageContaining("no worker has accepted its task");
    assertThat(gateway.published()).isEmpty();
  }

  @Test
  void shouldTerminateAllThatGoesByANameThePresentOneLast() {
    Story.started(cluster);
    Story.unaccepted(cluster, 20, "compare-4");
    Story.unaccepted(cluster, 30, "compare-4").end(30, "COMPLETED");
    // Ends with the process that called it.
    cluster.instance(5, "refunds", null).instance(40, "waggle-agent", 5L);
    cluster.variable(40, 41, "runId", "compare-4");

    client.terminate("compare-4");

    assertThat(gateway.terminated()).containsExactly(20L, Story.RUN);
  }

  @Test
  void shouldTerminateByKeyThatInstanceAloneAndNotAskWhetherItIsShown() {
    cluster.failWith(503);

    client.terminate(KEY);

    assertThat(gateway.terminated()).containsExactly(Story.RUN);
  }

  @Test
  void shouldSayThatThereIsNothingToTerminate() {
    Story.started(cluster);
    gateway.fail(Status.NOT_FOUND);
    var ended =
        catchThrowableOfType(AgentClientException.class, () -> client.terminate("compare-4"));
    var unknown =
        catchThrowableOfType(AgentClientException.class, () -> client.terminate("bees-7"));

    assertThat(ended)
        .hasMessage("There is no active run compare-4: it has ended, or there never was one.");
    assertThat(unknown.reason()).isEqualTo(Reason.NO_SUCH_RUN);
  }

  @Test
  void shouldLinkToTheProcessInstanceOfAName() {
    Story.started(cluster);

    assertThat(client(cluster).link("compare-4").orElseThrow().toString())
        .endsWith("/operate/processes/" + KEY);
    assertThat(client(cluster).link("2251799813685999").orElseThrow().toString())
        .endsWith("/operate/processes/2251799813685999");
    assertThat(client.link("bees-7")).isEmpty();
  }

  @Test
  void shouldSayThatAnotherStartOfARunWaitsForIt() {
    Story.started(cluster);
    Story.unaccepted(cluster, 2251799813685420L, "compare-4");
    cluster.element(22, 2251799813685420L, "AcceptTask", "ACTIVE", Instant.now().minusSeconds(60));

    assertThat(client.status("2251799813685420").warnings())
        .containsExactly(
            "Process instance 2251799813685420 is another start of run compare-4, which is under way as process instance 2251799813685100; it ends together with that one.");
  }
}
