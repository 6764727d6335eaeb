package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.waggle.journal.RegistryFixture;
import java.net.URI;

/** An engine that knows which process instances go on, for tests of other packages. */
public final class EngineFixture implements AutoCloseable {
  private final FakeEngine engine = new FakeEngine();
  private final CamundaClient camunda = engine.client();
  private final ConnectedEngine connected;
  private final LiveInstances instances = new LiveInstances(camunda);

  /**
   * @param journal by which it is recognized
   */
  public EngineFixture(RegistryFixture journal) {
    connected = FakeEngine.connected(camunda, journal.marks());
  }

  public URI address() {
    return engine.address();
  }

  /** What a liveness probe sees of jobs that make no progress. */
  public static JobProgress standing() {
    JobProgress progress = new JobProgress(() -> true, System::nanoTime);
    progress.look();
    return progress;
  }

  public ConnectedEngine connected() {
    return connected;
  }

  public LiveInstances instances() {
    return instances;
  }

  /** A process instance begins. */
  public void begin(long instance) {
    engine.begin(instance);
  }

  /** It ends, is terminated or forgotten. */
  public void end(long instance) {
    engine.end(instance);
  }

  /**
   * @param happens before it says whether a process instance goes on
   */
  public void beforeItAnswers(Runnable happens) {
    engine.beforeItAnswers(happens);
  }

  /** An empty engine takes its place, which is noticed. */
  public void replace() {
    engine.loseData();
    connected.lost();
  }

  @Override
  public void close() {
    camunda.close();
    engine.close();
  }
}
