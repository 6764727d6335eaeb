package io.waggle.app;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Models;
import io.waggle.engine.Retention;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.journal.Journal;
import io.waggle.journal.WorkerRegistry;
import io.waggle.journal.WorkerRegistry.Orphan;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A whole worker process around the embedded engine and a scripted model that is asked over HTTP.
 */
final class TestBed implements AutoCloseable {
  /** A job that is held is looked at again every ten seconds. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration WHOLE_RUN = Duration.ofMinutes(5);

  private final ZeebeTestEngine engine = EngineFactory.create();
  private final ScriptedModel model;
  private final ConfigurableApplicationContext worker;
  private final CamundaClient camunda;

  @Configuration
  @EnableAutoConfiguration
  static class Worker {}

  TestBed(List<Agent> agents) {
    this(agents, "jdbc:h2:mem:" + UUID.randomUUID());
  }

  TestBed(List<Agent> agents, String journalUrl) {
    this(agents, journalUrl, context -> {});
  }

  /**
   * @param more beans besides the agents
   */
  TestBed(List<Agent> agents, String journalUrl, Consumer<GenericApplicationContext> more) {
    engine.start();
    model = ScriptedModel.start(Screenplay.role("nobody").otherwise("Nothing.").build());
    worker =
        WaggleApplication.worker(Worker.class)
            .initializers(
                context -> more.accept((GenericApplicationContext) context),
                context ->
                    agents.forEach(
                        agent ->
                            ((GenericApplicationContext) context)
                                .registerBean(agent.name(), Agent.class, () -> agent)))
            .run(
                "--server.port=0",
                "--camunda.client.grpc-address=http://" + engine.getGatewayAddress(),
                "--waggle.journal.url=" + journalUrl,
                "--waggle.worker.job-timeout=PT5S",
                "--waggle.worker.paused-interval=PT1S",
                "--waggle.providers.play.base-url=" + model.baseUrl());
    camunda = worker.getBean(CamundaClient.class);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(worker.getBean(WorkerLifecycle.class)::isSubscribed);
  }

  TestBed play(Screenplay screenplay) {
    model.play(screenplay);
    model.reset();
    return this;
  }

  ScriptedModel model() {
    return model;
  }

  Map<String, Object> run(String agent, String task) {
    return run(Map.of("agent", agent, "task", task));
  }

  /** Runs to the end. */
  Map<String, Object> run(Map<String, Object> variables) {
    ProcessInstanceResult result =
        camunda
            .newCreateInstanceCommand()
            .bpmnProcessId(Models.AGENT)
            .latestVersion()
            .variables(variables)
            .withResult()
            .requestTimeout(WHOLE_RUN)
            .send()
            .join();
    return result.getVariablesAsMap();
  }

  /**
   * @return the key of a run that has begun
   */
  long start(Map<String, Object> variables) {
    return camunda
        .newCreateInstanceCommand()
        .bpmnProcessId(Models.AGENT)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** Somebody who decides at gates. */
  Person person() {
    return new Person(engine, camunda);
  }

  /** Waits for the run to end and returns its variables. */
  Map<String, Object> awaitEnd(long run) {
    EngineRecords records = new EngineRecords(engine);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> records.hasEnded(run));
    return records.variablesOf(run);
  }

  /** Lets the engine's timers fire. */
  void increaseTime(Duration duration) {
    engine.increaseTime(duration);
  }

  CamundaClient camunda() {
    return camunda;
  }

  EngineRecords records() {
    return new EngineRecords(engine);
  }

  /** Stops the worker as a SIGTERM does. */
  void stopWorker() {
    worker.close();
  }

  Journal journal() {
    return worker.getBean(Journal.class);
  }

  Retention retention() {
    return worker.getBean(Retention.class);
  }

  /** Takes the worker for dead, as another one would; first what it is at. */
  List<Orphan> bury() {
    WorkerRegistry workers = worker.getBean(WorkerRegistry.class);
    return workers.heartbeats().stream()
        .flatMap(beating -> workers.bury(beating.process()).stream())
        .toList();
  }

  /** Lets the engine give a job to a worker anew. */
  void handOn(Orphan orphan) {
    camunda.newFailCommand(orphan.jobKey()).retries(orphan.retries()).send().join();
  }

  /** Key of the first job of a type that was failed; waits for it. */
  long failedJob(String jobType) {
    return await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .until(
            () ->
                StreamSupport.stream(
                        engine.getRecordStreamSource().getRecords().spliterator(), false)
                    .filter(record -> record.getIntent() == JobIntent.FAILED)
                    .filter(
                        record -> ((JobRecordValue) record.getValue()).getType().equals(jobType))
                    .map(Record::getKey)
                    .findFirst()
                    .orElse(0L),
            key -> key != 0);
  }

  /** The journal record of the last result. */
  String resultRef() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(record -> record.getValueType() == ValueType.VARIABLE)
        .map(record -> (VariableRecordValue) record.getValue())
        .filter(variable -> variable.getName().equals("resultRef"))
        .map(variable -> variable.getValue().replace("\"", ""))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Waits for the element to have completed. */
  void awaitCompleted(String element) {
    await().atMost(PATIENCE).until(() -> completed().anyMatch(element::equals));
  }

  /** Waits for the element to have completed so often since the engine started. */
  void awaitCompleted(String element, int times) {
    await().atMost(PATIENCE).until(() -> completed().filter(element::equals).count() >= times);
  }

  /** Waits for the element to be active. */
  void awaitActivated(String element) {
    await()
        .atMost(PATIENCE)
        .until(() -> elements(ProcessInstanceIntent.ELEMENT_ACTIVATED).anyMatch(element::equals));
  }

  /** Characters of all variables by the scope that they are in, as they were at their longest. */
  Map<Long, Long> scopeSizes() {
    Map<Long, Map<String, Integer>> longest = new HashMap<>();
    StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(record -> record.getValueType() == ValueType.VARIABLE)
        .map(record -> (VariableRecordValue) record.getValue())
        .forEach(
            variable ->
                longest
                    .computeIfAbsent(variable.getScopeKey(), scope -> new HashMap<>())
                    .merge(variable.getName(), variable.getValue().length(), Math::max));
    Map<Long, Long> sizes = new HashMap<>();
    longest.forEach(
        (scope, variables) ->
            sizes.put(scope, variables.values().stream().mapToLong(Integer::longValue).sum()));
    return sizes;
  }

  /** Jobs as they were failed since the engine started. */
  List<JobRecordValue> failedJobs() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(record -> record.getIntent() == JobIntent.FAILED)
        .map(record -> (JobRecordValue) record.getValue())
        .toList();
  }

  /** Starts a run that is expected to raise an incident, and returns its message. */
  String runIntoIncident(Map<String, Object> variables) {
    long key = start(variables);
    return await()
        .atMost(PATIENCE)
        .until(() -> incident(key), found -> !found.isEmpty())
        .getFirst();
  }

  private List<String> incident(long rootKey) {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(record -> record.getValueType() == ValueType.INCIDENT)
        .filter(record -> record.getIntent() == IncidentIntent.CREATED)
        .map(record -> (IncidentRecordValue) record.getValue())
        .filter(incident -> incident.getElementInstancePath().getFirst().getFirst() == rootKey)
        .map(IncidentRecordValue::getErrorMessage)
        .toList();
  }

  /** Ids of the elements that completed since the engine started, with repetitions. */
  Stream<String> completed() {
    return elements(ProcessInstanceIntent.ELEMENT_COMPLETED);
  }

  private Stream<String> elements(ProcessInstanceIntent intent) {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
        .filter(record -> record.getIntent() == intent)
        .map(record -> ((ProcessInstanceRecordValue) record.getValue()).getElementId());
  }

  @Override
  public void close() {
    worker.close();
    model.close();
    engine.stop();
  }
}
