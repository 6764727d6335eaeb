package io.waggle.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.engine.EngineFixture;
import io.waggle.engine.EngineJob;
import io.waggle.engine.Place;
import io.waggle.journal.Claim;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RegistryFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Process instances that come to the door, and what is recorded of the run that they name. */
abstract class DoorCase {
  static final Agent REFUNDS = agent("refunds");
  static final String TASK = "\"task\": \"Pay it back.\"";
  static final String NAMED = "{\"runId\": \"refund-1\", " + TASK + "}";
  static final String REPLAY = "{\"runId\": \"refund-1\", \"replay\": {\"takeOver\": false}}";
  static final String TAKE_OVER = "{\"runId\": \"refund-1\", \"replay\": {\"takeOver\": true}}";

  final RegistryFixture journal = RegistryFixture.inMemory();
  final EngineFixture engine = new EngineFixture(journal);
  final Door door =
      new Door(
          journal.runs(),
          journal.journal(),
          engine.instances(),
          engine.connected(),
          new Forking(journal.runs(), journal.forks(), journal.journal(), new ObjectMapper()));

  @AfterEach
  void stop() {
    engine.close();
  }

  static Agent agent(String name) {
    return Agent.named(name).model("play:any").instructions("Be fair.").build();
  }

  static Start start(String variables) {
    try {
      return new ObjectMapper().readValue(variables, Start.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static EngineJob job(Agent agent, long instance) {
    return new EngineJob(agent, instance + 1, instance, Set.of());
  }

  /** As a process instance that goes on. */
  Place pass(long instance, String variables) {
    engine.begin(instance);
    return door.pass(job(REFUNDS, instance), start(variables));
  }

  void record(Place place, JobType type, String path) {
    JournaledJob job =
        new JournaledJob(
            new JobAddress(place.run(), path), "", place.epoch(), "refunds", type, 1, 1, null);
    var granted = (Claim.Granted) journal.journal().claim(job, 3, "worker");
    journal.journal().record(new JobRecord(job, null, "{}", List.of(), ""), granted.intent());
  }

  void accept(Place place) {
    record(place, JobType.ACCEPT, Paths.accept(""));
  }

  void plan(Place place) {
    accept(place);
    record(place, JobType.PLAN, "p1");
  }

  void end(Place place) {
    plan(place);
    record(place, JobType.SYNTHESIZE, Paths.answer(""));
  }

  NamedRun run() {
    return journal.runs().find("refund-1").orElseThrow();
  }

  static void assertAccepts(Place place, int epoch) {
    assertThat(place).isEqualTo(new Place("refund-1", epoch, "", "accept", null));
  }
}
