package io.waggle.app;

import io.waggle.act.Calls;
import io.waggle.act.HandOverWorker;
import io.waggle.act.InlineTools;
import io.waggle.act.Proposals;
import io.waggle.act.RecordAnswerWorker;
import io.waggle.act.ToolWorker;
import io.waggle.agent.Agents;
import io.waggle.app.provider.LlmConfiguration;
import io.waggle.app.provider.LlmProperties;
import io.waggle.approval.Approvals;
import io.waggle.budget.Budgets;
import io.waggle.budget.Prices;
import io.waggle.context.ContextWindows;
import io.waggle.decision.Decisions;
import io.waggle.draft.Drafts;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.EngineConfiguration;
import io.waggle.engine.Forks;
import io.waggle.engine.LiveInstances;
import io.waggle.engine.WorkerProperties;
import io.waggle.fallback.CircuitBreakerProperties;
import io.waggle.fallback.ModelChain;
import io.waggle.gate.GateConfiguration;
import io.waggle.history.RunDrafts;
import io.waggle.history.RunExport;
import io.waggle.history.RunHistory;
import io.waggle.intake.AcceptWorker;
import io.waggle.intake.CallingRuns;
import io.waggle.invocation.SecretSource;
import io.waggle.invocation.Secrets;
import io.waggle.invocation.ToolRunner;
import io.waggle.invocation.ToolThreads;
import io.waggle.journal.DraftTable;
import io.waggle.journal.Families;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalConfiguration;
import io.waggle.journal.JournalJson;
import io.waggle.journal.JournalProperties;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRecords;
import io.waggle.journal.RunRegistry;
import io.waggle.journal.UndoableCalls;
import io.waggle.journal.WorkerProcess;
import io.waggle.llm.ChatModels;
import io.waggle.plan.PlanJson;
import io.waggle.plan.PlanWorker;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.JobModels;
import io.waggle.prompt.ModelCalls;
import io.waggle.rate.RateLimits;
import io.waggle.steer.RunGuidance;
import io.waggle.steer.SteerWorker;
import io.waggle.step.CallRules;
import io.waggle.step.ThinkWorker;
import io.waggle.telemetry.Telemetry;
import io.waggle.telemetry.TelemetryConfiguration;
import io.waggle.undo.FindUndoWorker;
import io.waggle.undo.UndoWorker;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Serves every {@link io.waggle.agent.Agent} bean, and every agent in {@code
 * classpath*:agents/*.md}, on the Camunda cluster that {@code camunda.client.*} names. Without
 * Camunda's client ({@code camunda.client.enabled=false}) it serves none.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "camunda.client.enabled", matchIfMissing = true)
@Import({
  AgentConfiguration.class,
  AnswerConfiguration.class,
  LlmConfiguration.class,
  PriceConfiguration.class,
  JournalConfiguration.class,
  EngineConfiguration.class,
  GateConfiguration.class,
  ContextConfiguration.class,
  LoneJobConfiguration.class,
  MemoryConfiguration.class,
  RateConfiguration.class,
  TelemetryConfiguration.class,
  ManagementConfiguration.class
})
public class WaggleAutoConfiguration {

  /** Before anything is made of the settings. */
  @Bean
  static BeanFactoryPostProcessor waggleSettings(ConfigurableEnvironment environment) {
    return beans -> {
      UnknownSettings.ofClassPath(WaggleAutoConfiguration.class.getClassLoader())
          .refuse(environment);
      UnfilledPlaceholders.refuse(environment);
    };
  }

  @Bean
  Briefing waggleBriefing(Journal journal) {
    return new Briefing(journal);
  }

  @Bean
  CallingRuns waggleCallingRuns(
      Journal journal,
      Families families,
      RunRegistry runs,
      CallingInstances instances,
      ConnectedEngine engine) {
    return new CallingRuns(journal, families, runs, instances, engine);
  }

  @Bean
  AcceptWorker waggleAcceptWorker(
      CallingRuns callers,
      Journal journal,
      RunRegistry runs,
      RunForks forks,
      LiveInstances instances,
      ConnectedEngine engine) {
    return AcceptWorker.of(callers, journal, runs, forks, instances, engine);
  }

  @Bean
  PlanJson wagglePlanJson() {
    return new PlanJson(JournalJson.mapper());
  }

  @Bean
  Decisions waggleDecisions(Journal journal, CallingInstances callers) {
    return new Decisions(journal, JournalJson.mapper(), callers);
  }

  @Bean
  RunGuidance waggleGuidance(Journal journal, WorkerProperties properties) {
    return new RunGuidance(journal, JournalJson.mapper(), properties.pausedInterval());
  }

  @Bean
  SteerWorker waggleSteerWorker(Journal journal, RunGuidance guidance) {
    return new SteerWorker(journal, guidance);
  }

  @Bean
  Drafts waggleDrafts(DraftTable table, WorkerProcess worker) {
    return new Drafts(table, worker.id(), Clock.systemUTC());
  }

  @Bean
  JobModels waggleJobModels(
      ChatModels models,
      ContextWindows windows,
      RateLimits limits,
      Telemetry telemetry,
      Drafts drafts) {
    return new JobModels(models, windows, limits, telemetry, drafts);
  }

  @Bean
  ModelCalls waggleModelCalls(
      JobModels models, CircuitBreakerProperties breakers, Forks forks, Prices prices) {
    ModelChain chain = new ModelChain(breakers, Clock.systemUTC());
    return new ModelCalls(models, chain, forks, prices);
  }

  @Bean
  PlanWorker wagglePlanWorker(
      ModelCalls models,
      Journal journal,
      Budgets budgets,
      Briefing briefing,
      PlanJson plans,
      RunGuidance guidance) {
    return new PlanWorker(models, journal, budgets, briefing, plans, guidance);
  }

  @Bean
  ThinkWorker waggleThinkWorker(
      ModelCalls models,
      Journal journal,
      Briefing briefing,
      PlanJson plans,
      CallRules rules,
      RunGuidance guidance) {
    return new ThinkWorker(models, journal, briefing, plans, rules, guidance);
  }

  @Bean
  Budgets waggleBudgets(Families families, Journal journal, Decisions decisions, Prices prices) {
    return new Budgets(families, journal, decisions, prices, Clock.systemUTC());
  }

  @Bean
  CallRules waggleCallRules(
      Approvals approvals, WorkerProperties properties, Budgets budgets, InlineTools inline) {
    return new CallRules(
        approvals, properties.maxCallsPerTurn(), properties.maxRepeats(), budgets, inline);
  }

  @Bean
  ToolThreads waggleToolThreads(WorkerProperties properties) {
    return new ToolThreads(properties.maxConcurrentTools());
  }

  @Bean
  Secrets waggleSecrets(
      LlmProperties providers, Environment environment, ObjectProvider<SecretSource> more) {
    return KnownSecrets.of(
        providers, environment, more.stream().flatMap(source -> source.secrets().stream()));
  }

  @Bean
  ToolRunner waggleToolRunner(Secrets secrets, ToolThreads threads, JournalProperties journal) {
    return new ToolRunner(secrets, threads, journal.maxRecordSize().toBytes() / 2);
  }

  @Bean
  RunHistory waggleRunHistory(RunRecords records, Families families, Secrets secrets) {
    return new RunHistory(records, families, secrets);
  }

  @Bean
  RunDrafts waggleRunDrafts(DraftTable drafts, Secrets secrets) {
    return new RunDrafts(drafts, secrets);
  }

  @Bean
  RunExport waggleRunExport(RunRecords records, Secrets secrets) {
    return new RunExport(records, secrets);
  }

  @Bean
  Approvals waggleApprovals(Agents agents, Decisions decisions) {
    return new Approvals(agents, decisions);
  }

  @Bean
  Calls waggleCalls(Journal journal, Decisions decisions, Approvals approvals) {
    return new Calls(journal, decisions, approvals);
  }

  @Bean
  Proposals waggleProposals(Calls calls, ToolRunner runner, Decisions decisions) {
    return new Proposals(calls, runner, decisions);
  }

  @Bean
  ToolWorker waggleToolWorker(
      Calls calls,
      Proposals proposals,
      ToolRunner runner,
      Families families,
      Forks forks,
      Journal journal) {
    return new ToolWorker(calls, proposals, runner, families, forks, journal);
  }

  @Bean
  InlineTools waggleInlineTools(Calls calls, Journal journal, ToolWorker worker) {
    return new InlineTools(calls, journal, worker);
  }

  @Bean
  HandOverWorker waggleHandOverWorker(Calls calls) {
    return new HandOverWorker(calls);
  }

  @Bean
  RecordAnswerWorker waggleRecordAnswerWorker(Calls calls) {
    return new RecordAnswerWorker(calls);
  }

  @Bean
  FindUndoWorker waggleFindUndoWorker(Journal journal, UndoableCalls calls) {
    return new FindUndoWorker(journal, calls);
  }

  @Bean
  UndoWorker waggleUndoWorker(Journal journal, Calls calls, ToolRunner runner) {
    return new UndoWorker(journal, calls, runner);
  }

  @Bean
  ModelCheck waggleModelCheck(Agents agents, ChatModels models) {
    return new ModelCheck(agents, models);
  }
}
