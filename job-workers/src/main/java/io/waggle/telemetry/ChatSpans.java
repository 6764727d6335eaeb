package io.waggle.telemetry;

import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.waggle.bpmn.Usage;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatReply;
import io.waggle.llm.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes spans of calls of models. Of one thread. */
final class ChatSpans {
  private static final String CHAT = "chat";

  private final Contents contents;
  private final SpanExport export;

  ChatSpans(Contents contents, SpanExport export) {
    this.contents = contents;
    this.export = export;
  }

  /** An answer has the id of its job; a call without one happened just now, and only here. */
  void of(ReportedJob done, SpanIds ids) {
    List<MeasuredCall> calls = done.attempt().calls();
    JobRecord record = done.record();
    int answers = 0;
    for (MeasuredCall call : calls.isEmpty() ? recorded(done) : calls) {
      String id =
          call.reply() == null
              ? ids.span(CHAT, record.ref() + "@" + call.begun())
              : ids.span(CHAT, record.ref() + "#" + ++answers);
      export.send(span(call, record.job(), id, ids, done.attempts()));
    }
  }

  void failed(EndedAttempt attempt, JournaledJob job, int attempts, SpanIds ids) {
    for (MeasuredCall call : attempt.calls()) {
      String id = ids.span(CHAT, job.at().path() + "@" + call.begun());
      export.send(span(call, job, id, ids, attempts));
    }
  }

  /** Another attempt asked; the journal has the answer and what it used up. */
  private static List<MeasuredCall> recorded(ReportedJob done) {
    JobRecord record = done.record();
    if (record.reply() == null || record.usage().llmCalls() == 0) {
      return List.of();
    }
    RecordedReply recorded = RecordedReply.read(record.reply());
    ChatReply reply = recorded.reply(record.messages(), record.usage());
    Period period = done.period();
    return List.of(
        new MeasuredCall(
            recorded.model(), period.begun(), period.ended(), null, reply, record.usage(), null));
  }

  private RunSpan span(MeasuredCall call, JournaledJob job, String id, SpanIds ids, int attempts) {
    String path = job.at().path();
    ModelName model = ModelName.of(call.model());
    AttributesBuilder attributes =
        SpanAttributes.of(job, path)
            .put("gen_ai.operation.name", CHAT)
            .put("gen_ai.provider.name", model.provider())
            .put("gen_ai.request.model", model.name())
            .put("waggle.job.type", job.type().verb())
            .put("waggle.job.attempts", attempts);
    if (call.request() != null) {
      contents.put(attributes, "gen_ai.input.messages", call.request().messages());
    }
    answered(attributes, call.reply(), call.usage());
    if (call.error() != null) {
      attributes.put("error.type", call.error());
    }
    return new RunSpan(
        ids.trace(),
        id,
        ids.around(job.scope(), path),
        CHAT + " " + model.name(),
        SpanKind.CLIENT,
        new Period(call.begun(), call.ended()),
        attributes.build(),
        call.error() != null);
  }

  private void answered(AttributesBuilder attributes, @Nullable ChatReply reply, Usage usage) {
    if (reply == null) {
      return;
    }
    attributes.put("gen_ai.response.finish_reasons", new String[] {reason(reply)});
    if (reply.model() != null) {
      attributes.put("gen_ai.response.model", reply.model());
    }
    SpanAttributes.tokens(attributes, usage);
    contents.put(
        attributes,
        "gen_ai.output.messages",
        List.of(Message.assistant(reply.content(), reply.toolRequests())));
  }

  private static String reason(ChatReply reply) {
    return switch (reply.finish()) {
      case DONE -> reply.toolRequests().isEmpty() ? "stop" : "tool_calls";
      case CUT_OFF -> "length";
      case REFUSED -> "content_filter";
      case UNREADABLE_CALLS -> "unreadable_calls";
      case UNCLEAR -> "unclear";
    };
  }
}
