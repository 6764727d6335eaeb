package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.Claim;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.WorkerRegistry;
import io.waggle.journal.WorkerRegistry.Orphan;
import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an earlier attempt recorded is what the job comes to; nobody is asked again. */
class ReplayOfOutcomeIT {
  private static final String TURN = "p1/s1/t1";

  private static final String RECORDED =
      """
      {"errorCode": null, "variables": {
        "turn": {"number": 1, "next": "end", "toolCalls": [], "preview": "p", "faults": 0,
          "usage": {"llmCalls": 1, "toolCalls": 0, "inputTokens": 7, "outputTokens": 7}, "ref": "p1/s1/t1"},
        "stepResult": {"id": "s1", "title": "t", "status": "done", "preview": "p", "ref": "p1/s1/t1",
          "replan": false,
          "usage": {"llmCalls": 1, "toolCalls": 0, "inputTokens": 7, "outputTokens": 7}}}}
      """;

  @Test
  void shouldCompleteAJobWithWhatIsRecordedAndAskTheModelNoMore() {
    HeldTurn held = new HeldTurn();
    try (TestBed bed =
        TestBed.open(TestBedSettings.agents(List.of(agent())).withBean("heldTurn", held))) {
      bed.play(Screenplay.role("again").otherwise("Too late.").build());
      TestRun run = bed.start("again", "Once");
      await().atMost(TestBed.PATIENCE).until(() -> bed.model().counts().total() == 1);
      await()
          .atMost(TestBed.PATIENCE)
          .ignoreExceptions()
          .until(() -> bed.bean(Journal.class).job(NamedRuns.at(bed, run, TURN)) != null);
      Orphan taken = declareDead(bed).getFirst();
      long job = taken.jobKey();

      JournaledJob journaled = bed.bean(Journal.class).job(NamedRuns.at(bed, run, TURN));
      Claim.Granted granted =
          (Claim.Granted) bed.bean(Journal.class).claim(journaled, 8, "one that died");
      bed.bean(Journal.class)
          .record(
              new JobRecord(
                  journaled, null, RECORDED, List.of(), "Recorded before the worker died."),
              granted.intent());
      bed.camunda().newFailCommand(job).retries(taken.retries()).send().join();
      held.close();
      run.awaitEnd();

      assertThat(bed.model().counts().total()).isEqualTo(1);
      assertThat(
              bed.bean(Journal.class)
                  .get(NamedRuns.at(bed, run, String.valueOf(run.variables().get("resultRef"))))
                  .content())
          .isEqualTo("Recorded before the worker died.");
    }
  }

  private static Agent agent() {
    return Agent.named("again")
        .description("An agent")
        .model("play:again")
        .instructions("You are again.")
        .planning(Planning.NEVER)
        .build();
  }

  /** Declares the worker dead, as another one would; the jobs that it held. */
  private static List<Orphan> declareDead(TestBed bed) {
    WorkerRegistry workers = bed.bean(WorkerRegistry.class);
    return workers.heartbeats().stream()
        .flatMap(
            beating ->
                workers.bury(beating.process(), bed.bean(ConnectedEngine.class).mark()).stream())
        .toList();
  }
}
