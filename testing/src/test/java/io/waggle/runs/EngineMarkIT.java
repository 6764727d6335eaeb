package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** By what an engine is recognized. */
class EngineMarkIT {
  private final String journal = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());

  private TestBed open() {
    Agent agent =
        Agent.named("clerk")
            .model("play:clerk")
            .instructions("You are clerk.")
            .planning(Planning.NEVER)
            .build();
    return TestBed.open(
            TestBedSettings.agents(List.of(agent)).withProperty("waggle.journal.url", journal))
        .play(Screenplay.role("clerk").on(When.ALWAYS).reply("Done.").build());
  }

  private String mark() throws Exception {
    try (var connection = DriverManager.getConnection(journal);
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("select mark from waggle_engine order by position desc")) {
      assertThat(found.next()).isTrue();
      return found.getString(1);
    }
  }

  @SuppressWarnings("deprecation") // how the client marks what is experimental
  private static void publish(CamundaClient camunda, String mark) {
    camunda
        .newPublishMessageCommand()
        .useGrpc()
        .messageName("waggle-journal")
        .correlationKey(mark)
        .messageId(mark)
        .timeToLive(Duration.ZERO)
        .send()
        .join();
  }

  @Test
  void shouldKeepItsMarkAndLeaveNoOther() throws Exception {
    try (TestBed bed = open()) {
      bed.increaseTime(Duration.ofDays(1_000));

      assertThatThrownBy(() -> publish(bed.camunda(), mark()))
          .isInstanceOfSatisfying(
              ClientStatusException.class,
              known -> assertThat(known.getStatusCode()).isEqualTo(Status.Code.ALREADY_EXISTS));
      publish(bed.camunda(), "other");
      publish(bed.camunda(), "other");
    }
  }

  /** Its keys begin at its start, so a journal may outlive it. */
  @Test
  void shouldServeAnEmbeddedEngineThatWasStartedAgain() throws Exception {
    String first;
    try (TestBed bed = open()) {
      assertThat(bed.run("clerk", "Work").variables()).containsEntry("result", "Done.");
      first = mark();
    }
    try (TestBed bed = open()) {
      assertThat(bed.run("clerk", "Work").variables()).containsEntry("result", "Done.");
      assertThat(mark()).isNotEqualTo(first);
    }
  }
}
