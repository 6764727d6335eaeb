package io.waggle.app;

import io.waggle.act.CallWorker;
import io.waggle.answer.AnswerWorker;
import io.waggle.approval.Approvals;
import io.waggle.budget.Budgets;
import io.waggle.engine.LoneRuns;
import io.waggle.invocation.ToolRunner;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs that any process can give an agent, outside of a run. */
@Configuration(proxyBeanMethods = false)
class LoneJobConfiguration {

  @Bean
  AnswerWorker waggleAnswerWorker(
      LoneRuns lone, ModelCalls models, Briefing briefing, Budgets budgets) {
    return new AnswerWorker(lone, models, briefing, budgets);
  }

  @Bean
  CallWorker waggleCallWorker(LoneRuns lone, ToolRunner runner, Approvals approvals) {
    return new CallWorker(lone, runner, approvals);
  }
}
