package io.waggle.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.waggle.act.InlineTools;
import io.waggle.act.ToolWorker;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.engine.AgentJob;
import io.waggle.engine.Delivery;
import io.waggle.engine.Inline;
import io.waggle.journal.JournalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the process does between two turns, where all of it may be done inside "Think": the calls of
 * the first are made, side by side, and their observations are collected in the order of the calls.
 */
final class InlineCalls {
  private static final ObjectMapper MAPPER = JournalJson.mapper();
  private static final String OBSERVATIONS = "observations";

  private final InlineTools tools;

  InlineCalls(InlineTools tools) {
    this.tools = tools;
  }

  /**
   * @param outcome of a turn
   * @return empty where the process has to go on: it is the last one, or a call of it needs a
   *     person, another process or a job of its own
   */
  Optional<Inline<StepVariables>> after(AgentJob job, StepVariables known, Delivery outcome) {
    if (job.agent().inline().isEmpty()) {
      return Optional.empty();
    }
    Object said = outcome.variables().get("turn");
    @Nullable Turn turn = said instanceof Turn own ? own : MAPPER.convertValue(said, Turn.class);
    if (turn == null || turn.next() == Turn.Next.END) {
      return Optional.empty();
    }
    List<Inline.Part<?>> parts = new ArrayList<>();
    for (ToolCall call : turn.toolCalls()) {
      if (call.observation() == null) {
        Optional<Inline.Part<ToolWorker.Called>> part = tools.part(job.agent(), known.run(), call);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
      }
    }
    return Optional.of(new Inline<>(parts, answers -> next(known, turn, answers), turn.preview()));
  }

  private static Inline.Next<StepVariables> next(
      StepVariables known, Turn turn, List<Delivery> answers) {
    ArrayNode observations = collected(turn, answers.iterator());
    Map<String, @Nullable Object> told = new HashMap<>();
    if (turn.next() == Turn.Next.ACT) {
      told.put(OBSERVATIONS, observations);
    }
    return new Inline.Next<>(
        new StepVariables(
            known.run(),
            known.planRef(),
            known.step(),
            known.results(),
            turn,
            turn.next() == Turn.Next.ACT ? observations : null,
            known.extension(),
            null),
        told);
  }

  private static ArrayNode collected(Turn turn, Iterator<Delivery> answers) {
    ArrayNode all = MAPPER.createArrayNode();
    for (ToolCall call : turn.toolCalls()) {
      Observation known = call.observation();
      all.add(
          MAPPER.<JsonNode>valueToTree(
              known == null ? answers.next().variables().get("observation") : known));
    }
    return all;
  }
}
