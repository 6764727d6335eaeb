package io.waggle.testing;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agent;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.embedded.EmbeddedEngine;
import io.waggle.embedded.EngineRecords;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A whole Waggle in this JVM: an embedded engine, a worker that holds the agents under test, and a
 * scripted model that the worker asks over HTTP. Tests of JUnit usually have it from a {@link
 * WaggleExtension}.
 *
 * <p>The scripted model plays each agent under the agent's own name: a {@link Screenplay}'s role is
 * the name of an agent. The journal is a database in memory of its own.
 */
public final class TestBed implements AutoCloseable {
  /** How long anything is waited for: a minute. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Screenplay SILENCE =
      Screenplay.role("nobody").otherwise("No screenplay is played.").build();

  private final String journal = "jdbc:h2:mem:" + UUID.randomUUID();
  private final EmbeddedEngine engine;
  private final ScriptedModel model;
  private final TestBedSettings settings;
  private ConfigurableApplicationContext worker;
  private final AgentClient client;

  private TestBed(TestBedSettings settings) {
    this.settings = settings;
    engine = EmbeddedEngine.start();
    model = ScriptedModel.start(SILENCE);
    worker = startedWorker();
    client =
        AgentClient.connect(
            Connection.LOCAL
                .withGrpcAddress(engine.grpcAddress())
                .withRestAddress(engine.restAddress()));
  }

  /**
   * Starts all of it; returns when the worker serves its agents.
   *
   * @throws RuntimeException if the worker does not start, for the reason that it gives
   */
  public static TestBed open(TestBedSettings settings) {
    return new TestBed(settings);
  }

  /** Starts all of it with these agents. */
  public static TestBed holding(List<Agent> agents) {
    return open(TestBedSettings.agents(agents));
  }

  private ConfigurableApplicationContext startedWorker() {
    try {
      return startAnotherWorker(settings);
    } catch (RuntimeException notStarted) {
      model.close();
      engine.close();
      throw notStarted;
    }
  }

  /**
   * Starts one more worker beside the first, on the same engine, model and journal, as in a rolling
   * deploy: another version of an agent, or the same once more. Returns when it serves its agents.
   *
   * @return the worker's application, to be closed by the caller before the bed
   * @throws RuntimeException if the worker does not start, for the reason that it gives
   */
  public ConfigurableApplicationContext startAnotherWorker(TestBedSettings settings) {
    ConfigurableApplicationContext started =
        new ApplicationStart(settings.application(), context -> register(context, settings))
            .run(settings.arguments(addresses()));
    await().atMost(PATIENCE).until(started.getBean(WorkerLifecycle.class)::isSubscribed);
    return started;
  }

  private Map<String, String> addresses() {
    return Map.of(
        "waggle.journal.url",
        journal,
        "camunda.client.grpc-address",
        engine.grpcAddress().toString(),
        "camunda.client.rest-address",
        engine.restAddress().toString(),
        "waggle.providers.%s.base-url".formatted(PlayedByName.PROVIDER),
        model.baseUrl().toString());
  }

  private static void register(GenericApplicationContext context, TestBedSettings settings) {
    if (!settings.ownModels() && !settings.beans().containsKey(RecordedBeans.NAME)) {
      context.registerBean(PlayedByName.class, PlayedByName::new);
    }
    settings
        .agents()
        .forEach(agent -> context.registerBean(agent.name(), Agent.class, () -> agent));
    settings.beans().forEach((name, bean) -> register(context, name, bean));
  }

  @SuppressWarnings("unchecked") // the class of a T is a Class<T>
  private static <T> void register(GenericApplicationContext context, String name, T bean) {
    context.registerBean(name, (Class<T>) bean.getClass(), () -> bean);
  }

  /** The model plays this from now on, and forgets what it was asked. */
  public TestBed play(Screenplay screenplay) {
    model.play(screenplay);
    return this;
  }

  /** Forgets what the model was asked; it plays nothing until it is given a screenplay. */
  void reset() {
    model.play(SILENCE);
  }

  /** Starts a run and waits for its end. */
  public TestRun run(String agent, String task) {
    return start(agent, task).awaitEnd();
  }

  /** Starts a run and waits for its end. */
  public TestRun run(RunRequest request) {
    return start(request).awaitEnd();
  }

  /** Starts a run. */
  public TestRun start(String agent, String task) {
    return start(RunRequest.of(agent, task));
  }

  /** Starts a run. */
  public TestRun start(RunRequest request) {
    RunHandle run = client.start(request);
    return new TestRun(run.id(), run.key(), client, camunda());
  }

  /**
   * Starts a run with variables that a client would refuse, as a BPMN process or a person may.
   *
   * @param variables of the process instance
   */
  public TestRun start(Map<String, Object> variables) {
    long key = TestRun.create(camunda(), variables);
    boolean named =
        variables.get(Variables.RUN_ID) instanceof String name && RunNames.isAddress(name);
    String id = String.valueOf(named ? variables.get(Variables.RUN_ID) : key);
    return new TestRun(id, key, client, camunda());
  }

  /** Somebody who decides at gates, and says in the journal to be this person. */
  public Person person(String name) {
    return new Person(client, camunda(), name);
  }

  /** Lets the engine's timers fire as if so much time had passed. */
  public void increaseTime(Duration duration) {
    engine.increaseTime(duration);
  }

  /** Waits until elements of this id have completed so often, in all processes together. */
  public void awaitCompleted(String element, int times) {
    await("completion of " + element)
        .atMost(PATIENCE)
        .until(() -> Collections.frequency(records().completed(), element) >= times);
  }

  /** Waits until an element of this id has been activated, in whatever process. */
  public void awaitActivated(String element) {
    await("activation of " + element)
        .atMost(PATIENCE)
        .until(() -> !records().activations(element).isEmpty());
  }

  /** What was asked, and what is answered. */
  public ScriptedModel model() {
    return model;
  }

  /** Starts, follows, steers and ends runs as an application does. */
  public AgentClient client() {
    return client;
  }

  /** Camunda's own client, for what goes beyond agents: other processes, messages, jobs. */
  public CamundaClient camunda() {
    return worker.getBean(CamundaClient.class);
  }

  /** Where the engine answers {@code /v2}. */
  public URI restAddress() {
    return engine.restAddress();
  }

  /** What happened on the engine, record by record. */
  public EngineRecords records() {
    return engine.records();
  }

  /**
   * @param type of a bean of the worker
   * @return the bean
   */
  public <T> T bean(Class<T> type) {
    return worker.getBean(type);
  }

  /** Stops the worker as a SIGTERM does; the engine goes on. */
  public void stopWorker() {
    worker.close();
  }

  /**
   * Starts the worker again after {@link #stopWorker}; returns when it serves its agents. Where
   * runs are to go on, the settings have to name a journal that outlives the worker, for example
   * {@code waggle.journal.url=jdbc:h2:mem:name;DB_CLOSE_DELAY=-1}. Runs that were started before
   * are followed by {@link #client()}.
   *
   * @throws RuntimeException if the worker does not start, for the reason that it gives; all of the
   *     test bed is closed then
   */
  public void startWorker() {
    worker = startedWorker();
  }

  /** Ends all of it. */
  @Override
  public void close() {
    client.close();
    worker.close();
    model.close();
    engine.close();
  }
}
