package io.waggle.app;

import io.waggle.answer.FindDecisionsWorker;
import io.waggle.answer.SynthesizeWorker;
import io.waggle.answer.ThrowErrorWorker;
import io.waggle.budget.Budgets;
import io.waggle.decision.Decisions;
import io.waggle.engine.CallingInstances;
import io.waggle.journal.Families;
import io.waggle.journal.Journal;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.steer.RunGuidance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How runs end. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {

  @Bean
  SynthesizeWorker waggleSynthesizeWorker(
      Journal journal,
      ModelCalls models,
      Briefing briefing,
      Decisions decisions,
      RunGuidance guidance,
      Budgets budgets) {
    return new SynthesizeWorker(journal, models, briefing, decisions, guidance, budgets);
  }

  @Bean
  FindDecisionsWorker waggleFindDecisionsWorker(
      Journal journal, Decisions decisions, Families families) {
    return new FindDecisionsWorker(journal, decisions, families);
  }

  @Bean
  ThrowErrorWorker waggleThrowErrorWorker(CallingInstances instances) {
    return new ThrowErrorWorker(instances);
  }
}
