package io.waggle.telemetry;

import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.engine.AgentJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import io.waggle.llm.ToolRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes spans of what jobs did and what has ended with them. Of one thread. */
final class RunSpans implements AutoCloseable {
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
            });
  }

  /** Calls of models in an attempt that came to nothing: they were made, and may have cost. */
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
    JobRecord record = done.record();
    String scope = record.job().scope();
    String around = ids.around(scope, ended.path());
    AttributesBuilder attributes = SpanAttributes.of(record.job(), ended.path());
    return switch (ended) {
      case Ended.Tool tool -> {
        attributes.put("waggle.job.attempts", done.attempts());
        executed(attributes, tool.request(), "function", tool.error());
        contents.put(attributes, "gen_ai.tool.call.arguments", tool.request().arguments());
        contents.put(attributes, "gen_ai.tool.call.result", tool.result());
        yield new Named(ids, "tool", "execute_tool " + tool.request().name(), tool.error() != null)
            .span(around, ended, attributes);
      }
      case Ended.CalledProcess process -> {
        executed(attributes, process.request(), "extension", null);
        contents.put(attributes, "gen_ai.tool.call.arguments", process.request().arguments());
        contents.put(attributes, "gen_ai.tool.call.result", process.result());
        yield new Named(ids, "tool", "execute_tool " + process.request().name(), false)
            .span(around, ended, attributes);
      }
      case Ended.Undo undo -> {
        attributes.put("gen_ai.tool.name", undo.request().name());
        yield new Named(ids, "undo", "undo " + undo.request().name(), false)
            .span(around, ended, attributes);
      }
      case Ended.Step step -> step(attributes, step, ids, scope);
      case Ended.Gate gate -> {
        decided(attributes, gate.decision());
        yield new Named(ids, "gate", "gate " + Meters.word(gate.decision().gate()), false)
            .span(around, ended, attributes);
      }
      case Ended.Run run -> run(attributes, run, ids, done.attempt().job());
    };
  }

  /** What a span is called. */
  private record Named(SpanIds ids, String kind, String name, boolean failed) {
    RunSpan span(@Nullable String parent, Ended ended, AttributesBuilder attributes) {
      return new RunSpan(
          ids.trace(),
          ids.span(kind, ended.path()),
          parent,
          name,
          SpanKind.INTERNAL,
          ended.period(),
          attributes.build(),
          failed);
    }
  }

  private static void executed(
      AttributesBuilder attributes, ToolRequest request, String type, @Nullable String error) {
    attributes
        .put("gen_ai.operation.name", "execute_tool")
        .put("gen_ai.tool.name", request.name())
        .put("gen_ai.tool.call.id", request.id())
        .put("gen_ai.tool.type", type);
    if (error != null) {
      attributes.put("error.type", error);
    }
  }

  private RunSpan step(
      AttributesBuilder attributes, Ended.Step step, SpanIds ids, String scope) {
    boolean failed = step.result().status() == StepResult.Status.FAILED;
    attributes.put("waggle.step.status", Meters.word(step.result().status()));
    SpanAttributes.usage(attributes, step.result().usage());
    contents.put(attributes, "waggle.step.title", step.result().title());
    if (failed) {
      attributes.put("error.type", "failed");
    }
    return new Named(ids, "step", "step", failed).span(ids.run(scope), step, attributes);
  }

  private void decided(AttributesBuilder attributes, TakenDecision decision) {
    attributes
        .put("waggle.gate.kind", Meters.word(decision.gate()))
        .put("waggle.gate.action", Meters.word(decision.action()))
        .put("waggle.gate.silence", decision.silence());
    contents.put(attributes, "waggle.gate.subject", decision.subject());
  }

  private static RunSpan run(
      AttributesBuilder attributes, Ended.Run run, SpanIds ids, AgentJob job) {
    boolean failed = run.outcome() == Outcome.FAILED;
    ModelName model = ModelName.of(job.agent().model());
    attributes
        .put("gen_ai.operation.name", "invoke_agent")
        .put("gen_ai.provider.name", model.provider())
        .put("gen_ai.request.model", model.name())
        .put("waggle.run.outcome", Meters.word(run.outcome()));
    SpanAttributes.usage(attributes, run.usage());
    if (failed) {
      attributes.put("error.type", "failed");
    }
    return new Named(ids, "run", "invoke_agent " + job.agent().name(), failed)
        .span(ids.aroundRun(run.path()), run, attributes);
  }

  @Override
  public void close() {
    export.close();
  }
}
