package io.waggle.app;

import io.waggle.agent.Agents;
import io.waggle.engine.AgentsWithoutWorker;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.JobProgress;
import io.waggle.engine.Versions;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.history.RunDrafts;
import io.waggle.history.RunExport;
import io.waggle.history.RunHistory;
import io.waggle.journal.JournalDatabase;
import io.waggle.journal.RunRegistry;
import io.waggle.memory.Memories;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.jdbc.DataSourceHealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the pages of Spring Boot's Actuator show of Waggle, in an application that has them and as
 * far as it exposes them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
class ManagementConfiguration {

  @Bean
  @ConditionalOnAvailableEndpoint
  AgentsEndpoint waggleAgentsEndpoint(Agents agents, Versions versions) {
    return new AgentsEndpoint(agents, versions);
  }

  @Bean
  @ConditionalOnAvailableEndpoint
  RunsEndpoint waggleRunsEndpoint(
      RunHistory history, RunDrafts drafts, RunRegistry runs, ConnectedEngine engine) {
    return new RunsEndpoint(history, drafts, runs, engine);
  }

  @Bean
  @ConditionalOnAvailableEndpoint
  ExportEndpoint waggleExportEndpoint(RunExport export) {
    return new ExportEndpoint(export);
  }

  @Bean
  @ConditionalOnAvailableEndpoint
  MemoryEndpoint waggleMemoryEndpoint(Memories memories) {
    return new MemoryEndpoint(memories);
  }

  @Bean
  @ConditionalOnEnabledHealthIndicator("waggle")
  WaggleHealthIndicator waggleHealthIndicator(
      WorkerLifecycle lifecycle, JobProgress progress, AgentsWithoutWorker agents) {
    return new WaggleHealthIndicator(lifecycle, progress, agents);
  }

  @Bean
  @ConditionalOnEnabledHealthIndicator("waggle")
  ProgressHealthIndicator waggleProgressHealthIndicator(JobProgress progress) {
    return new ProgressHealthIndicator(progress);
  }

  @Bean
  @ConditionalOnEnabledHealthIndicator("waggle")
  JournalHealthIndicator waggleJournalHealthIndicator(JournalDatabase database) {
    return new JournalHealthIndicator(
        new DataSourceHealthIndicator(database.dataSource()), database::diskTrouble);
  }
}
