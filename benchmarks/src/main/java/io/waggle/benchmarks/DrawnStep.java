package io.waggle.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.waggle.bpmn.Bound;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.journal.JobAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The step of an agent as Waggle draws it, with its variables, and workers written by hand for its
 * two jobs: what a turn costs at the least that is drawn so, and what with the journal's rows.
 */
final class DrawnStep implements Turns, AutoCloseable {
  private static final String NAME = "8d58c8f8-60de-4416-9b9d-a8a29a021fba";
  private static final Usage ASKED = new Usage(1, 0, 500, 3);
  private static final Usage CALLED = new Usage(0, 1, 0, 0);

  private final CamundaClient camunda;
  private final ByHand hand;
  private final String agent;
  private final String tool;
  private final @Nullable JournalRows rows;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JobWorker> workers;

  /** What "Think" reads. */
  record Thinking(
      Run run,
      @Nullable String hold,
      PlanStep step,
      @Nullable Turn turn,
      String planRef,
      List<StepResult> results,
      @Nullable List<Observation> observations) {}

  /** What "Run one tool" reads. */
  record Calling(ToolCall toolCall, Run run) {}

  /**
   * @param agent what its job types begin with
   * @param rows where jobs are recorded that the hand does not record
   */
  DrawnStep(CamundaClient camunda, String agent, ByHand hand, @Nullable JournalRows rows) {
    this.camunda = camunda;
    this.hand = hand;
    this.agent = agent;
    this.tool = agent + ".tool";
    this.rows = rows;
    workers =
        List.of(
            worker(
                agent + ".think",
                job -> think(job, job.getVariablesAsType(Thinking.class)),
                "run",
                "hold",
                "step",
                "turn",
                "planRef",
                "results",
                "observations"),
            worker(
                tool, job -> call(job, job.getVariablesAsType(Calling.class)), "toolCall", "run"));
  }

  private JobWorker worker(
      String type, Function<ActivatedJob, Map<String, Object>> work, String... variables) {
    return camunda
        .newWorker()
        .jobType(type)
        .handler((jobs, taken) -> threads.execute(() -> complete(jobs, taken, work)))
        .fetchVariables(variables)
        .timeout(Duration.ofMinutes(1))
        .maxJobsActive(1024)
        .streamEnabled(true)
        .open();
  }

  private static void complete(
      JobClient jobs, ActivatedJob job, Function<ActivatedJob, Map<String, Object>> work) {
    jobs.newCompleteCommand(job).variables(work.apply(job)).send().join();
  }

  private JournalRows.@Nullable Row row(ActivatedJob job, JobType type, Run run, String path) {
    return rows == null ? null : rows.begin(job, agent, type, new JobAddress(run.id(), path));
  }

  private Map<String, Object> think(ActivatedJob job, Thinking known) {
    int turn = known.turn() == null ? 1 : known.turn().number() + 1;
    if (turn > Objects.requireNonNull(known.run().limits().maxTurns())) {
      return Map.of("turn", turn(turn, Turn.Next.END, List.of()));
    }
    String at = known.step().at() + "/t" + turn;
    JournalRows.Row row = row(job, JobType.THINK, known.run(), at);
    String id = hand.ask(job.getProcessInstanceKey(), turn);
    if (row != null) {
      row.record(turn == 1 ? null : known.step().at() + "/t" + (turn - 1), ASKED);
    }
    ToolCall call =
        new ToolCall(
            id,
            "nothing",
            ToolCall.Gate.OPEN,
            ToolCall.Handler.TOOL,
            tool,
            null,
            null,
            null,
            null,
            JsonNodeFactory.instance.objectNode(),
            null,
            at + "/c1",
            at);
    return Map.of("turn", turn(turn, Turn.Next.ACT, List.of(call)));
  }

  private static Turn turn(int number, Turn.Next next, List<ToolCall> calls) {
    return new Turn(
        number,
        next,
        calls,
        "Calls nothing",
        0,
        null,
        new Usage(number, number, 500L * number, 3L * number),
        List.of(),
        "p1/s1/t" + number,
        true);
  }

  private Map<String, Object> call(ActivatedJob job, Calling known) {
    ToolCall call = known.toolCall();
    JournalRows.Row row = row(job, JobType.TOOL, known.run(), call.at() + "/run1");
    hand.call(
        job.getProcessInstanceKey(),
        Integer.parseInt(call.ref().substring(call.ref().lastIndexOf('t') + 1)));
    if (row != null) {
      row.record(call.ref(), CALLED);
    }
    return Map.of(
        "observation", new Observation(call.id(), true, "done", call.at() + "/run1", null, null));
  }

  @Override
  public void run(int turns) {
    Limits limits = new Limits(20, turns, 0, 4, 2_000, 1_000_000_000L, null, null, 100);
    Limits shared = new Limits(null, null, null, null, 2_000, 1_000_000_000L, null, null, 100);
    String name = rows == null ? NAME : rows.enter(agent);
    Run run =
        new Run(
            name,
            "",
            1,
            name,
            "2280612174734526",
            "2280612174734526",
            0,
            limits,
            false,
            false,
            "d889cec7b45d83a0",
            List.of(new Bound("", shared)));
    PlanStep step =
        new PlanStep("s1", "Take turns", "Do the task.", null, List.of(), false, "p1/s1");
    Instances.run(
        camunda,
        Models.STEP,
        Map.of("agent", agent, "run", run, "planRef", "p1", "step", step, "results", List.of()));
  }

  @Override
  public void close() {
    workers.forEach(JobWorker::close);
    threads.close();
  }
}
