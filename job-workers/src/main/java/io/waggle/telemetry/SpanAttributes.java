package io.waggle.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.waggle.bpmn.Usage;
import io.waggle.journal.JournaledJob;

/** Attributes that spans of several kinds have. */
final class SpanAttributes {
  private SpanAttributes() {}

  /**
   * @param job in whose run it was
   * @param path what the span is about
   */
  static AttributesBuilder of(JournaledJob job, String path) {
    return Attributes.builder()
        .put("waggle.run.id", job.at().run())
        .put("waggle.path", path)
        .put("gen_ai.conversation.id", job.at().run())
        .put("gen_ai.agent.name", job.agent());
  }

  /** Of what calls models more than once. */
  static void usage(AttributesBuilder attributes, Usage usage) {
    attributes
        .put("waggle.usage.llm_calls", usage.llmCalls())
        .put("waggle.usage.tool_calls", usage.toolCalls());
    tokens(attributes, usage);
  }

  static void tokens(AttributesBuilder attributes, Usage usage) {
    attributes
        .put("gen_ai.usage.input_tokens", usage.inputTokens())
        .put("gen_ai.usage.output_tokens", usage.outputTokens())
        .put("gen_ai.usage.cache_read.input_tokens", usage.cachedInputTokens())
        .put("gen_ai.usage.reasoning.output_tokens", usage.reasoningTokens());
    if (usage.cost() != null) {
      attributes.put("waggle.usage.cost", usage.cost().doubleValue());
    }
    if (usage.currency() != null) {
      attributes.put("waggle.usage.currency", usage.currency());
    }
  }
}
