package io.waggle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.act.Calls;
import io.waggle.act.HandOverWorker;
import io.waggle.act.Proposals;
import io.waggle.act.ToolWorker;
import io.waggle.agent.Agents;
import io.waggle.answer.FindDecisionsWorker;
import io.waggle.answer.SynthesizeWorker;
import io.waggle.app.provider.LlmConfiguration;
import io.waggle.app.provider.LlmProperties;
import io.waggle.approval.Approvals;
import io.waggle.decision.Decisions;
import io.waggle.engine.EngineConfiguration;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.engine.WorkerProperties;
import io.waggle.gate.GateConfiguration;
import io.waggle.intake.AcceptWorker;
import io.waggle.invocation.ToolRunner;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalConfiguration;
import io.waggle.journal.JournalDatabase;
import io.waggle.llm.ChatModels;
import io.waggle.plan.PlanJson;
import io.waggle.plan.PlanWorker;
import io.waggle.prompt.Briefing;
import io.waggle.steer.RunGuidance;
import io.waggle.steer.SteerWorker;
import io.waggle.step.ThinkWorker;
import io.waggle.undo.FindUndoWorker;
import io.waggle.undo.UndoWorker;
import org.springframework.boot.actuate.jdbc.DataSourceHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Serves every {@link io.waggle.agent.Agent} bean, and every agent in {@code
 * classpath*:agents/*.md}, on the Camunda cluster that {@code camunda.client.*} names.
 */
@AutoConfiguration
@Import({
  AgentConfiguration.class,
  LlmConfiguration.class,
  JournalConfiguration.class,
  EngineConfiguration.class,
  GateConfiguration.class
})
public class WaggleAutoConfiguration {

  @Bean
  Briefing briefing(Journal journal) {
    return new Briefing(journal);
  }

  @Bean
  AcceptWorker acceptWorker(ObjectMapper mapper) {
    return new AcceptWorker(mapper);
  }

  @Bean
  PlanJson planJson(ObjectMapper mapper) {
    return new PlanJson(mapper);
  }

  @Bean
  Decisions decisions(Journal journal, ObjectMapper mapper) {
    return new Decisions(journal, mapper);
  }

  @Bean
  RunGuidance guidance(Journal journal, ObjectMapper mapper, WorkerProperties properties) {
    return new RunGuidance(journal, mapper, properties.pausedInterval());
  }

  @Bean
  SteerWorker steerWorker(RunGuidance guidance) {
    return new SteerWorker(guidance);
  }

  @Bean
  PlanWorker planWorker(
      ChatModels models, Journal journal, Briefing briefing, PlanJson plans, RunGuidance guidance) {
    return new PlanWorker(models, journal, briefing, plans, guidance);
  }

  @Bean
  ThinkWorker thinkWorker(
      ChatModels models,
      Journal journal,
      Briefing briefing,
      PlanJson plans,
      Approvals approvals,
      RunGuidance guidance) {
    return new ThinkWorker(models, journal, briefing, plans, approvals, guidance);
  }

  @Bean
  ToolRunner toolRunner(LlmProperties providers, Environment environment) {
    return new ToolRunner(KnownSecrets.of(providers, environment));
  }

  @Bean
  Approvals approvals(Agents agents, Decisions decisions) {
    return new Approvals(agents, decisions);
  }

  @Bean
  Calls calls(Journal journal, Decisions decisions, Approvals approvals) {
    return new Calls(journal, decisions, approvals);
  }

  @Bean
  Proposals proposals(Calls calls, ToolRunner runner, Decisions decisions) {
    return new Proposals(calls, runner, decisions);
  }

  @Bean
  ToolWorker toolWorker(Calls calls, Proposals proposals, ToolRunner runner) {
    return new ToolWorker(calls, proposals, runner);
  }

  @Bean
  HandOverWorker handOverWorker(Calls calls) {
    return new HandOverWorker(calls);
  }

  @Bean
  FindUndoWorker findUndoWorker(Journal journal) {
    return new FindUndoWorker(journal);
  }

  @Bean
  UndoWorker undoWorker(Journal journal, Calls calls, ToolRunner runner) {
    return new UndoWorker(journal, calls, runner);
  }

  @Bean
  SynthesizeWorker synthesizeWorker(
      ChatModels models,
      Journal journal,
      Briefing briefing,
      Decisions decisions,
      RunGuidance guidance) {
    return new SynthesizeWorker(models, journal, briefing, decisions, guidance);
  }

  @Bean
  FindDecisionsWorker findDecisionsWorker(Decisions decisions) {
    return new FindDecisionsWorker(decisions);
  }

  @Bean
  ModelCheck modelCheck(Agents agents, ChatModels models) {
    return new ModelCheck(agents, models);
  }

  @Bean
  AgentsEndpoint agentsEndpoint(Agents agents) {
    return new AgentsEndpoint(agents);
  }

  /** Health of the journal's database, as Boot shows that of an application's own. */
  @Bean
  DataSourceHealthIndicator journalHealthIndicator(JournalDatabase database) {
    return new DataSourceHealthIndicator(database.dataSource());
  }

  @Bean
  WaggleHealthIndicator waggleHealthIndicator(WorkerLifecycle lifecycle) {
    return new WaggleHealthIndicator(lifecycle);
  }
}
