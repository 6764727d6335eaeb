package io.waggle.gate;

import io.waggle.act.Calls;
import io.waggle.act.Proposals;
import io.waggle.approval.Approvals;
import io.waggle.bpmn.GateKind;
import io.waggle.decision.Decisions;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.GateTasks;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.Families;
import io.waggle.journal.Journal;
import io.waggle.plan.PlanEditing;
import io.waggle.plan.PlanJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The workers behind {@code waggle-gate}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GateProperties.class)
public class GateConfiguration {
  private final Map<GateKind, Gate> gates;
  private final Journal journal;
  private final GateListeners listeners;

  GateConfiguration(
      Journal journal,
      Families families,
      Calls calls,
      Proposals proposals,
      Approvals approvals,
      PlanJson plans,
      GateProperties properties,
      ObjectProvider<GateListener> own) {
    this.journal = journal;
    this.gates =
        Stream.of(
                new PlanGate(journal, families, new PlanEditing(journal, plans)),
                new ToolCallGate(calls, proposals, approvals),
                new QuestionGate(calls),
                new InDoubtGate(calls, journal),
                new LimitGate(journal))
            .collect(Collectors.toMap(Gate::kind, Function.identity()));
    List<GateListener> all = new ArrayList<>(List.of(new LoggingGateListener()));
    if (properties.webhook() != null) {
      all.add(new WebhookGateListener(properties.webhook()));
    }
    own.orderedStream().forEach(all::add);
    this.listeners = new GateListeners(all);
  }

  @Bean
  AskWorker waggleAskWorker() {
    return new AskWorker(gates, listeners, journal);
  }

  @Bean
  NoticeWorker waggleRemindWorker() {
    return NoticeWorker.reminding(gates, listeners);
  }

  @Bean
  NoticeWorker waggleEscalateWorker() {
    return NoticeWorker.escalating(gates, listeners);
  }

  @Bean
  DecideWorker waggleDecideWorker(
      Decisions decisions,
      GateProperties properties,
      GateTasks cluster,
      CallingInstances instances) {
    DecisionProofs proofs =
        new DecisionProofs(
            new PatientTasks(cluster, properties.patience()), properties.unprovenDecisions());
    return new DecideWorker(
        gates,
        decisions,
        proofs,
        new CallersOfGates(instances, journal),
        listeners,
        Clock.systemUTC());
  }

  /** Every kind has its gate, but a variable may name one that a newer worker knows. */
  static Gate gate(Map<GateKind, Gate> gates, GateKind kind) {
    Gate gate = gates.get(kind);
    if (gate == null) {
      throw new NeedsPersonException("There is no gate '%s'.".formatted(kind), null);
    }
    return gate;
  }
}
