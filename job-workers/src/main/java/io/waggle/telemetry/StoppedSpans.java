package io.waggle.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Outcome;
import io.waggle.journal.BriefJob;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of what was under way in a run when that was cancelled: no job of its own ends it.
 * The journal knows that it had begun, and when the run was cancelled.
 */
final class StoppedSpans {
  private static final String CANCELLED = Meters.word(Outcome.CANCELLED);
  private static final String ASKED = Paths.asked("");

  private final RunFacts facts;
  private final SpanIds ids;
  private final String run;
  private final String scope;
  private final Map<String, BriefJob> jobs;
  private final Instant ended;

  /**
   * @param end the job that ended the cancelled run
   * @param moment when that was
   */
  StoppedSpans(RunFacts facts, SpanIds ids, JournaledJob end, Instant moment) {
    this.facts = facts;
    this.ids = ids;
    this.run = end.at().run();
    this.scope = end.scope();
    this.jobs =
        facts.outline(run).stream()
            .filter(job -> job.job().scope().startsWith(scope))
            .collect(Collectors.toMap(BriefJob::path, Function.identity()));
    BriefJob cancel = jobs.get(Paths.cancel(scope));
    this.ended = cancel == null || cancel.recorded() == null ? moment : cancel.recorded();
  }

  List<RunSpan> all() {
    List<RunSpan> spans = new ArrayList<>();
    Map<String, BriefJob> lastTurns = new HashMap<>();
    for (BriefJob job : jobs.values()) {
      if (isOver(job.job().scope())) {
        continue;
      }
      switch (job.job().type()) {
        case THINK ->
            lastTurns.merge(
                Paths.stepOf(job.path()),
                job,
                (one, other) -> one.position() > other.position() ? one : other);
        case ASK -> gate(job, spans);
        case ACCEPT -> nested(job, spans);
        default -> {}
      }
    }
    lastTurns.forEach((step, last) -> step(step, last, spans));
    return spans;
  }

  /** A run below the cancelled one that ended by itself before. */
  private boolean isOver(String nested) {
    return !nested.equals(scope)
        && (isRecorded(Paths.answer(nested)) || isRecorded(Paths.end(nested)));
  }

  private boolean isRecorded(String path) {
    BriefJob job = jobs.get(path);
    return job != null && job.recorded() != null;
  }

  private void step(String step, BriefJob last, List<RunSpan> spans) {
    if (last.recorded() != null && facts.hasStepResult(last.job().at())) {
      return;
    }
    BriefJob first = jobs.get(Paths.turn(step, 1));
    AttributesBuilder attributes =
        SpanAttributes.of(last.job(), step).put("waggle.step.status", CANCELLED);
    String parent = ids.run(last.job().scope());
    spans.add(
        span("step", step, "step", parent, (first == null ? last : first).begun(), attributes));
  }

  private void gate(BriefJob asked, List<RunSpan> spans) {
    String gate = asked.path().substring(0, asked.path().length() - ASKED.length());
    if (asked.recorded() == null || isRecorded(Paths.decided(gate))) {
      return;
    }
    String kind = Meters.word(kind(gate));
    AttributesBuilder attributes =
        SpanAttributes.of(asked.job(), gate)
            .put("waggle.gate.kind", kind)
            .put("waggle.gate.action", CANCELLED)
            .put("waggle.gate.silence", false);
    String parent = ids.around(asked.job().scope(), gate);
    spans.add(span("gate", gate, "gate " + kind, parent, asked.recorded(), attributes));
  }

  private static GateKind kind(String gate) {
    int end = gate.lastIndexOf('/');
    String name = gate.substring(end + 1);
    if (Paths.isQuestion(gate)) {
      return GateKind.QUESTION;
    }
    if (gate.equals(Paths.approval(gate.substring(0, Math.max(0, end))))) {
      return Paths.isOfCall(gate) ? GateKind.TOOL_CALL : GateKind.PLAN;
    }
    return name.startsWith("doubt") ? GateKind.IN_DOUBT : GateKind.LIMIT;
  }

  private void nested(BriefJob accepted, List<RunSpan> spans) {
    String below = accepted.job().scope();
    if (below.equals(scope)) {
      return;
    }
    AttributesBuilder attributes =
        SpanAttributes.of(accepted.job(), below)
            .put("gen_ai.operation.name", "invoke_agent")
            .put("waggle.run.outcome", CANCELLED);
    String name = "invoke_agent " + accepted.job().agent();
    spans.add(span("run", below, name, ids.aroundRun(below), accepted.begun(), attributes));
  }

  /** Never before the run: what a fork copied is older. */
  private RunSpan span(
      String kind,
      String path,
      String name,
      @Nullable String parent,
      @Nullable Instant begun,
      AttributesBuilder builder) {
    Attributes attributes = builder.build();
    Instant run = facts.begun(this.run).orElse(ended);
    Instant from = begun == null || begun.isBefore(run) ? run : begun;
    return new RunSpan(
        ids.trace(),
        ids.span(kind, path),
        parent,
        name,
        SpanKind.INTERNAL,
        new Period(from, ended),
        attributes,
        false);
  }
}
