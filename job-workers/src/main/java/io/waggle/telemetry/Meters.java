package io.waggle.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.llm.ChatReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a worker. Names and tags are those of OpenTelemetry's conventions for generative
 * AI, where these have some; a tag without a value is {@code none}, so that a meter always has the
 * same tags. Safe for many threads.
 */
final class Meters {
  private static final String NONE = "none";
  private static final String TOKENS = "tokens";

  /** As the conventions advise, in seconds. */
  private static final Duration[] CALL = seconds(0.01, 2, 14);

  private static final Duration[] INVOCATION = seconds(0.1, 2, 13);

  /** Of what waits for people: up to twelve days. */
  private static final Duration[] WAIT = seconds(1, 4, 11);

  private static final double[] TOKEN_BUCKETS = powers(1, 4, 14);
  private static final double[] COUNT_BUCKETS = powers(1, 2, 8);

  private final MeterRegistry registry;

  private final Counter dropped;

  Meters(MeterRegistry registry) {
    this.registry = registry;
    this.dropped = registry.counter("waggle.telemetry.dropped");
  }

  private static double[] powers(double first, double factor, int many) {
    return DoubleStream.iterate(first, last -> last * factor).limit(many).toArray();
  }

  private static Duration[] seconds(double first, double factor, int many) {
    return DoubleStream.of(powers(first, factor, many))
        .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1_000)))
        .toArray(Duration[]::new);
  }

  /** A request to a model. */
  void called(MeasuredCall call) {
    ModelName model = ModelName.of(call.model());
    ChatReply reply = call.reply();
    Tags tags =
        Tags.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", model.provider(),
            "gen_ai.request.model", model.name(),
            "gen_ai.response.model", or(reply == null ? null : reply.model()));
    timer("gen_ai.client.operation.duration", CALL, tags.and("error.type", or(call.error())))
        .record(new Period(call.begun(), call.ended()).length());
    if (reply == null || reply.inputTokens() + reply.outputTokens() == 0) {
      return; // the provider did not say
    }
    tokens("gen_ai.client.token.usage", tags, "input", reply.inputTokens());
    tokens("gen_ai.client.token.usage", tags, "output", reply.outputTokens());
    tokens("waggle.client.token.part", tags, "cached_input", reply.cachedInputTokens());
    tokens("waggle.client.token.part", tags, "reasoning_output", reply.reasoningTokens());
    cost("waggle.client.cost", tags, call.usage());
  }

  private void tokens(String name, Tags tags, String type, long many) {
    DistributionSummary.builder(name)
        .baseUnit(TOKENS)
        .serviceLevelObjectives(TOKEN_BUCKETS)
        .tags(tags.and("gen_ai.token.type", type))
        .register(registry)
        .record((double) many);
  }

  /** What is not known is not counted. */
  private void cost(String name, Tags tags, Usage usage) {
    BigDecimal cost = usage.cost();
    if (cost != null) {
      DistributionSummary.builder(name)
          .baseUnit("currency")
          .tags(tags.and("waggle.currency", or(usage.currency())))
          .register(registry)
          .record(cost.doubleValue());
    }
  }

  /** An attempt at a job, whether it succeeded or not. */
  void attempted(String agent, JobType type, Period period, @Nullable String error) {
    timer(
            "waggle.job.duration",
            CALL,
            Tags.of(
                "waggle.job.type", type.verb(),
                "gen_ai.agent.name", agent,
                "error.type", or(error)))
        .record(period.length());
  }

  /** A run of a tool, or of the process that a sub-agent is. */
  void executed(String agent, String tool, String kind, Period period, @Nullable String error) {
    timer(
            "gen_ai.execute_tool.duration",
            CALL,
            Tags.of(
                "gen_ai.tool.name", tool,
                "gen_ai.tool.type", kind,
                "gen_ai.agent.name", agent,
                "error.type", or(error)))
        .record(period.length());
  }

  void ended(String agent, Ended ended) {
    switch (ended) {
      case Ended.Tool tool ->
          executed(agent, tool.request().name(), "function", tool.period(), tool.error());
      case Ended.CalledProcess process ->
          executed(agent, process.request().name(), "extension", process.period(), null);
      case Ended.Undo undo ->
          timer(
                  "waggle.undo.duration",
                  CALL,
                  Tags.of("gen_ai.tool.name", undo.request().name(), "gen_ai.agent.name", agent))
              .record(undo.period().length());
      case Ended.Step step -> step(agent, step);
      case Ended.Gate gate ->
          timer(
                  "waggle.gate.duration",
                  WAIT,
                  Tags.of(
                      "waggle.gate.kind", word(gate.decision().gate()),
                      "waggle.gate.action", word(gate.decision().action()),
                      "waggle.gate.silence", Boolean.toString(gate.decision().silence()),
                      "gen_ai.agent.name", agent))
              .record(gate.period().length());
      case Ended.Run run -> run(agent, run);
    }
  }

  private void step(String agent, Ended.Step step) {
    Tags tags = Tags.of("gen_ai.agent.name", agent);
    timer(
            "waggle.step.duration",
            INVOCATION,
            tags.and("waggle.step.status", word(step.result().status())))
        .record(step.period().length());
    Usage usage = step.result().usage();
    tokens("waggle.step.token.usage", tags, "input", usage.inputTokens());
    tokens("waggle.step.token.usage", tags, "output", usage.outputTokens());
    cost("waggle.step.cost", tags, usage);
  }

  private void run(String agent, Ended.Run run) {
    Tags tags =
        Tags.of(
            "gen_ai.agent.name",
            agent,
            "waggle.run.nested",
            Boolean.toString(!run.path().isEmpty()));
    timer(
            "gen_ai.invoke_agent.duration",
            INVOCATION,
            tags.and(
                "waggle.run.outcome",
                word(run.outcome()),
                "error.type",
                run.outcome() == Outcome.FAILED ? ErrorTypes.FAILED : NONE))
        .record(run.period().length());
    count("gen_ai.invoke_agent.inference_calls", "calls", tags, run.usage().llmCalls());
    count("gen_ai.invoke_agent.tool_calls", "calls", tags, run.usage().toolCalls());
    tokens("waggle.invoke_agent.token.usage", tags, "input", run.usage().inputTokens());
    tokens("waggle.invoke_agent.token.usage", tags, "output", run.usage().outputTokens());
    cost("waggle.invoke_agent.cost", tags, run.usage());
  }

  private void count(String name, String unit, Tags tags, long many) {
    DistributionSummary.builder(name)
        .baseUnit(unit)
        .serviceLevelObjectives(COUNT_BUCKETS)
        .tags(tags)
        .register(registry)
        .record((double) many);
  }

  /** Something is not reported: there was no room for it, or it could not be read. */
  void dropped() {
    dropped.increment();
  }

  private Timer timer(String name, Duration[] buckets, Tags tags) {
    return Timer.builder(name).serviceLevelObjectives(buckets).tags(tags).register(registry);
  }

  private static String or(@Nullable String value) {
    return value == null ? NONE : value;
  }

  /** As it stands in variables. */
  static String word(Enum<?> value) {
    String[] words = value.name().toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .reduce("", String::concat);
  }
}
