package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.impl.response.ActivatedJobImpl;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorResponse;
import io.grpc.stub.StreamObserver;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.RegistryFixture;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One job of a process, which a worker is given again and again, as an engine does, without the
 * pauses between; for tests of other packages.
 */
public final class JobBench implements AutoCloseable {
  private static final long JOB = 7;
  private static final long INSTANCE = 5;

  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final Agent agent;
  private final Listening gateway = new Listening();
  private final CamundaClient camunda = gateway.client();
  private final ConnectedEngine engine = FakeEngine.connected(camunda, journal.marks());
  private final JobRunner runner;

  /** How the job ends in the engine. */
  public sealed interface Told {
    /** It is completed. */
    record Completed(String variables) implements Told {}

    /** It throws a BPMN error. */
    record Thrown(String code, String message, String variables) implements Told {}

    /** It failed; without retries there is an incident. */
    record Failed(int retries, String message) implements Told {}

    /** Nothing: another worker has the job. */
    record Nothing() implements Told {}
  }

  private static final class Listening extends FakeEngine {
    private final AtomicReference<Told> told = new AtomicReference<>(new Told.Nothing());

    @Override
    public void completeJob(
        CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
      told.set(new Told.Completed(request.getVariables()));
      answer(answer, CompleteJobResponse.getDefaultInstance());
    }

    @Override
    public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> answer) {
      told.set(
          new Told.Thrown(
              request.getErrorCode(), request.getErrorMessage(), request.getVariables()));
      answer(answer, ThrowErrorResponse.getDefaultInstance());
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
      told.set(new Told.Failed(request.getRetries(), request.getErrorMessage()));
      answer(answer, FailJobResponse.getDefaultInstance());
    }
  }

  /**
   * @param agent whose job it is
   */
  public JobBench(Agent agent) {
    this.agent = agent;
    this.runner =
        FakeEngine.runner(
            journal, camunda, engine, Agents.of(List.of(new Defined("agent.md", agent))));
  }

  public RegistryFixture journal() {
    return journal;
  }

  public LoneRuns lone() {
    return new LoneRuns(journal.runs(), engine);
  }

  public CallingInstances callers() {
    return new ClusterCallingInstances(camunda, System::nanoTime);
  }

  /**
   * The worker is at the job until it has an outcome, has no retries left, or is another's.
   *
   * @param variables of the job, as JSON
   * @return what the engine is told in the end
   */
  public <V extends Record> Told work(AgentWorker<V> worker, String variables) {
    int retries = worker.jobType().retries();
    while (true) {
      Told told = attempt(worker, variables, retries);
      if (!(told instanceof Told.Failed failed) || failed.retries() == 0) {
        return told;
      }
      retries = failed.retries();
    }
  }

  private <V extends Record> Told attempt(AgentWorker<V> worker, String variables, int retries) {
    gateway.told.set(new Told.Nothing());
    TakenJob taken = new TakenJob(activated(worker, variables, retries), engine.mark());
    try (InFlight.Presence presence =
        runner.inFlight().enter(new InFlight.TakenKey(engine.mark(), JOB)).orElseThrow()) {
      runner
          .run(presence, camunda, taken, agent, worker)
          .filter(postponed -> postponed.release().getAsBoolean())
          .ifPresent(postponed -> postponed.telling().run());
    }
    return gateway.told.get();
  }

  private ActivatedJobImpl activated(AgentWorker<?> worker, String variables, int retries) {
    return new ActivatedJobImpl(
        new CamundaObjectMapper(),
        ActivatedJob.newBuilder()
            .setKey(JOB)
            .setProcessInstanceKey(INSTANCE)
            .setType(worker.jobType().of(agent.name()))
            .setRetries(retries)
            .setCustomHeaders("{}")
            .setVariables(variables)
            .build());
  }

  /** Another worker begins the job, and dies: of one that is at it, the outcome does not count. */
  public <V extends Record> void die(AgentWorker<V> worker, String variables) {
    Place place =
        worker.place(
            new EngineJob(agent, JOB, INSTANCE, Set.of()),
            VariableReader.read(variables, worker.variables()));
    journal
        .journal()
        .claim(
            new JournaledJob(
                new JobAddress(place.run(), String.valueOf(place.path())),
                place.scope(),
                place.epoch(),
                agent.name(),
                worker.jobType(),
                JOB,
                INSTANCE,
                null),
            worker.jobType().retries(),
            "dead");
  }

  @Override
  public void close() {
    camunda.close();
    gateway.close();
  }
}
