package io.waggle.embedded.command;

import io.waggle.embedded.capacity.Capacity;
import io.waggle.embedded.log.ZeebeEngine;
import io.waggle.embedded.projection.Projection;

/** The ways to have the engine do something. */
public final class EngineCommands {
  private final Capacity capacity;
  private final GatewayCalls calls;
  private final LogCommands log;
  private final LongPolling polling;
  private final EngineGateway gateway;

  public EngineCommands(ZeebeEngine engine, Projection projection, Capacity capacity) {
    ActivatableJobs jobs = new ActivatableJobs();
    projection.observe(jobs, () -> {});
    this.capacity = capacity;
    this.calls = new GatewayCalls(engine.gateway());
    this.log = new LogCommands(engine.commands(), projection);
    this.polling = new LongPolling(calls, jobs::await);
    this.gateway = new EngineGateway(engine.gateway(), capacity, polling, log, engine::grpcPort);
  }

  /** What gRPC clients see. */
  public EngineGateway gateway() {
    return gateway;
  }

  /** The same calls for the REST side; those that {@link EngineGateway} changes aside. */
  public GatewayCalls calls() {
    return calls;
  }

  /** What the gateway has no call for. */
  public LogCommands log() {
    return log;
  }

  public LongPolling polling() {
    return polling;
  }

  /**
   * To be called before a process instance is created.
   *
   * @throws RejectedException if the engine takes no more
   */
  public void checkCapacity() {
    capacity
        .refusal()
        .ifPresent(
            refusal -> {
              throw new RejectedException(RejectedException.Reason.RESOURCE_EXHAUSTED, refusal);
            });
  }
}
