package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agents;
import io.waggle.invocation.ToolThreads;
import io.waggle.journal.EngineMarks;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalJson;
import io.waggle.journal.JournalProperties;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRegistry;
import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the features to Zeebe. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
public class EngineConfiguration {

  @Bean
  WorkerProcess waggleWorkerProcess() {
    return WorkerProcess.current();
  }

  @Bean
  Entrance waggleEntrance(CamundaClient camunda, EngineMarks marks, WorkerProperties properties) {
    return new Entrance(
        camunda,
        marks,
        properties.deploy()
            ? new ModelDeployment(camunda, properties.replaceChangedModels())
            : null);
  }

  @Bean
  WorkerLifecycle waggleWorkerLifecycle(
      ConnectedEngine engine,
      WorkerProperties properties,
      Agents agents,
      List<AgentWorker<?>> workers,
      Liveness liveness,
      OpenJobs open) {
    return new WorkerLifecycle(engine, properties, agents, workers, liveness, open);
  }

  @Bean
  ConnectedEngine waggleConnectedEngine(Entrance entrance) {
    return new ConnectedEngine(entrance);
  }

  @Bean
  LoneRuns waggleLoneRuns(RunRegistry runs, ConnectedEngine engine) {
    return new LoneRuns(runs, engine);
  }

  /** Closed by the lifecycle. */
  @Bean(destroyMethod = "")
  MessageJobs waggleMessageJobs(
      CamundaClient camunda,
      WorkerProperties properties,
      ConnectedEngine engine,
      BrokerWatch broker) {
    return new MessageJobs(camunda, properties, engine, broker);
  }

  /** Closed with the subscriptions. */
  @Bean(destroyMethod = "")
  BrokerWatch waggleBrokerWatch(CamundaClient camunda, ConnectedEngine engine) {
    return new BrokerWatch(camunda, engine);
  }

  @Bean
  JobCommands waggleJobCommands(CamundaClient camunda, ConnectedEngine engine) {
    return new JobCommands(camunda, engine);
  }

  /** Closed by the lifecycle, while the database can still be reached. */
  @Bean(destroyMethod = "")
  Liveness waggleLiveness(
      WorkerRegistry registry,
      WorkerProcess self,
      JobCommands commands,
      JobProgress progress,
      Versions versions,
      ConnectedEngine engine) {
    return new Liveness(registry, self, commands, progress, versions, engine);
  }

  @Bean
  Versions waggleVersions(HeldAgents held, WorkerProcess self, Agents agents) {
    return new Versions(held, self, agents);
  }

  @Bean
  Forks waggleForks(RunForks forks) {
    return new Forks(forks, JournalJson.mapper());
  }

  @Bean
  JobProgress waggleJobProgress(ToolThreads tools) {
    return new JobProgress(tools::areStuck, System::nanoTime);
  }

  @Bean(initMethod = "watch")
  OutOfMemory waggleOutOfMemory(WorkerProperties properties) {
    return new OutOfMemory(properties.haltOnOutOfMemory());
  }

  @Bean
  JobRunner waggleJobRunner(
      Journal journal,
      WorkerProcess self,
      JobCommands commands,
      Definitions definitions,
      ObjectProvider<JobListener> listeners,
      OutOfMemory memory) {
    return new JobRunner(
        journal,
        self,
        new InFlight(),
        commands,
        definitions,
        new JobListeners(listeners.orderedStream().toList()),
        JournalJson.mapper(),
        memory);
  }

  @Bean
  Definitions waggleDefinitions(
      Versions versions,
      Forks forks,
      ObjectProvider<Rehearsal> rehearsal,
      WorkerProperties properties) {
    return new Definitions(versions, forks, rehearsal.getIfAvailable(), properties.inline());
  }

  /** Closed by the lifecycle, while the engine can still be told. */
  @Bean(destroyMethod = "")
  Subscriptions waggleSubscriptions(
      CamundaClient camunda,
      WorkerProperties properties,
      JobRunner runner,
      JobProgress progress,
      ConnectedEngine engine,
      BrokerWatch broker) {
    return new Subscriptions(camunda, properties, runner, progress, engine, broker);
  }

  @Bean
  OpenJobs waggleOpenJobs(Subscriptions subscriptions, MessageJobs messages) {
    return new OpenJobs(subscriptions, messages);
  }

  @Bean(initMethod = "start")
  Retention waggleRetention(
      RunRegistry runs,
      LiveInstances instances,
      ConnectedEngine engine,
      JournalProperties properties) {
    return new Retention(runs, instances, engine, properties.retention());
  }

  @Bean
  LiveInstances waggleLiveInstances(CamundaClient camunda) {
    return new LiveInstances(camunda);
  }

  @Bean(initMethod = "start")
  AgentsWithoutWorker waggleAgentsWithoutWorker(
      HeldAgents held, LiveInstances instances, ConnectedEngine engine) {
    return new AgentsWithoutWorker(held, instances, engine);
  }

  @Bean
  CallingInstances waggleCallingInstances(CamundaClient camunda) {
    return new ClusterCallingInstances(camunda, System::nanoTime);
  }

  @Bean
  DeployedModels waggleDeployedModels(CamundaClient camunda) {
    return new ClusterModels(camunda);
  }

  @Bean
  GateTasks waggleGateTasks(CamundaClient camunda) {
    return new ClusterGateTasks(camunda);
  }
}
