package io.waggle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.act.ToolWorker;
import io.waggle.agent.AgentConfiguration;
import io.waggle.agent.Agents;
import io.waggle.answer.SynthesizeWorker;
import io.waggle.engine.EngineConfiguration;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.intake.AcceptWorker;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalConfiguration;
import io.waggle.llm.ChatModels;
import io.waggle.llm.LlmConfiguration;
import io.waggle.llm.LlmProperties;
import io.waggle.plan.PlanJson;
import io.waggle.plan.PlanWorker;
import io.waggle.prompt.Briefing;
import io.waggle.step.ThinkWorker;
import io.waggle.tool.ToolRunner;
import io.waggle.undo.FindUndoWorker;
import io.waggle.undo.UndoWorker;
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
  EngineConfiguration.class
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
  PlanWorker planWorker(
      ChatModels models, Journal journal, Briefing briefing, ObjectMapper mapper) {
    return new PlanWorker(models, journal, briefing, mapper);
  }

  @Bean
  ThinkWorker thinkWorker(
      ChatModels models, Journal journal, Briefing briefing, ObjectMapper mapper) {
    return new ThinkWorker(models, journal, briefing, new PlanJson(mapper));
  }

  @Bean
  ToolRunner toolRunner(LlmProperties providers, Environment environment) {
    return new ToolRunner(KnownSecrets.of(providers, environment));
  }

  @Bean
  ToolWorker toolWorker(Journal journal, ToolRunner runner) {
    return new ToolWorker(journal, runner);
  }

  @Bean
  FindUndoWorker findUndoWorker(Journal journal) {
    return new FindUndoWorker(journal);
  }

  @Bean
  UndoWorker undoWorker(Journal journal, ToolRunner runner) {
    return new UndoWorker(journal, runner);
  }

  @Bean
  SynthesizeWorker synthesizeWorker(ChatModels models, Journal journal, Briefing briefing) {
    return new SynthesizeWorker(models, journal, briefing);
  }

  @Bean
  ModelCheck modelCheck(Agents agents, ChatModels models) {
    return new ModelCheck(agents, models);
  }

  @Bean
  AgentsEndpoint agentsEndpoint(Agents agents) {
    return new AgentsEndpoint(agents);
  }

  @Bean
  WaggleHealthIndicator waggleHealthIndicator(WorkerLifecycle lifecycle) {
    return new WaggleHealthIndicator(lifecycle);
  }
}
