package io.waggle.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.engine.AgentJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournaledJob;
import io.waggle.llm.ToolRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes spans of what jobs did and what has ended with them. Of one thread. */
final class RunSpans {
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private final RunFacts facts;
  private final ChatSpans chats;
  private final Contents contents;
  private final SpanExport export;

  RunSpans(RunFacts facts, Contents contents, SpanExport export) {
    this.facts = facts;
    this.contents = contents;
    this.export = export;
    this.chats = new ChatSpans(contents, export);
  }

  /**
   * @param done a job that has an outcome
   * @param ended what has ended with it
   */
  void of(ReportedJob done, Optional<Ended> ended) {
    JournaledJob job = done.record().job();
    ids(job.at().run())
        .ifPresent(
            ids -> {
              chats.of(done, ids);
              ended.ifPresent(end -> export.send(span(done, end, ids)));
              if (ended.orElse(null) instanceof Ended.Run run
                  && run.outcome() == Outcome.CANCELLED) {
                new StoppedSpans(facts, ids, job, run.period().ended()).all().forEach(export::send);
              }
            });
  }

  /** Calls of models in an attempt that failed: they were made, and may have cost. */
  void failed(EndedAttempt attempt, JobAddress at) {
    if (!attempt.calls().isEmpty()) {
      ids(at.run())
          .ifPresent(
              ids ->
                  facts
                      .job(at)
                      .ifPresent(row -> chats.failed(attempt, row.job(), row.attempts(), ids)));
    }
  }

  private Optional<SpanIds> ids(String run) {
    return facts.begun(run).map(begun -> SpanIds.of(run, begun));
  }

  private RunSpan span(ReportedJob done, Ended ended, SpanIds ids) {
    String scope = done.record().job().scope();
    Around around = new Around(ids, ids.around(scope, ended.path()));
    AttributesBuilder attributes = SpanAttributes.of(done.record().job(), ended.path());
    return switch (ended) {
      case Ended.Tool tool -> {
        attributes.put("waggle.job.attempts", done.attempts());
        executed(attributes, tool.request(), "function", tool.result(), tool.error());
        yield around.span("tool", "execute_tool " + tool.request().name(), tool, attributes);
      }
      case Ended.CalledProcess process -> {
        executed(attributes, process.request(), "extension", process.result(), null);
        yield around.span("tool", "execute_tool " + process.request().name(), process, attributes);
      }
      case Ended.Undo undo -> {
        attributes.put("gen_ai.tool.name", undo.request().name());
        yield around.span("undo", "undo " + undo.request().name(), undo, attributes);
      }
      case Ended.Gate gate -> {
        decided(attributes, gate.decision());
        String kind = Meters.word(gate.decision().gate());
        yield around.span("gate", "gate " + kind, gate, attributes);
      }
      case Ended.Step step -> {
        worked(attributes, step.result());
        yield new Around(ids, ids.run(scope)).span("step", "step", step, attributes);
      }
      case Ended.Run run -> {
        AgentJob job = done.attempt().job();
        invoked(attributes, run, job);
        yield new Around(ids, ids.aroundRun(run.path()))
            .span("run", "invoke_agent " + job.agent().name(), run, attributes);
      }
    };
  }

  /**
   * Where a span is.
   *
   * @param parent null at the top
   */
  private record Around(SpanIds ids, @Nullable String parent) {
    RunSpan span(String kind, String name, Ended ended, AttributesBuilder builder) {
      Attributes attributes = builder.build();
      return new RunSpan(
          ids.trace(),
          ids.span(kind, ended.path()),
          parent,
          name,
          SpanKind.INTERNAL,
          ended.period(),
          attributes,
          attributes.get(ERROR) != null);
    }
  }

  private void executed(
      AttributesBuilder attributes,
      ToolRequest request,
      String type,
      String result,
      @Nullable String error) {
    attributes
        .put("gen_ai.operation.name", "execute_tool")
        .put("gen_ai.tool.name", request.name())
        .put("gen_ai.tool.call.id", request.id())
        .put("gen_ai.tool.type", type)
        .put(ERROR, error);
    contents.put(attributes, "gen_ai.tool.call.arguments", request.arguments());
    contents.put(attributes, "gen_ai.tool.call.result", result);
  }

  private void worked(AttributesBuilder attributes, StepResult result) {
    attributes
        .put("waggle.step.status", Meters.word(result.status()))
        .put(ERROR, result.status() == StepResult.Status.FAILED ? ErrorTypes.FAILED : null);
    SpanAttributes.usage(attributes, result.usage());
    contents.put(attributes, "waggle.step.title", result.title());
  }

  private void decided(AttributesBuilder attributes, TakenDecision decision) {
    attributes
        .put("waggle.gate.kind", Meters.word(decision.gate()))
        .put("waggle.gate.action", Meters.word(decision.action()))
        .put("waggle.gate.silence", decision.silence());
    contents.put(attributes, "waggle.gate.subject", decision.subject());
  }

  private static void invoked(AttributesBuilder attributes, Ended.Run run, AgentJob job) {
    ModelName model = ModelName.of(job.agent().model());
    attributes
        .put("gen_ai.operation.name", "invoke_agent")
        .put("gen_ai.provider.name", model.provider())
        .put("gen_ai.request.model", model.name())
        .put("waggle.run.outcome", Meters.word(run.outcome()))
        .put(ERROR, run.outcome() == Outcome.FAILED ? ErrorTypes.FAILED : null);
    SpanAttributes.usage(attributes, run.usage());
  }
}
