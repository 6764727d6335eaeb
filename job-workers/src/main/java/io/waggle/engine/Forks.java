package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Fork;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunForks.Origin;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.DefinitionException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is other in runs that were forked from others, for the jobs that have to know. */
public final class Forks {
  /** What a run was forked from never changes: it is read once by each worker process. */
  private static final int REMEMBERED = 10_000;

  private final RunForks runs;
  private final ObjectMapper mapper;
  private final Cache<String, Optional<Known>> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Forks(RunForks runs, ObjectMapper mapper) {
    this.runs = runs;
    this.mapper = mapper;
  }

  private record Known(Origin origin, Fork changes) {
    boolean isAt(JobAddress job) {
      return origin.path().equals(job.path());
    }
  }

  private Optional<Known> of(String run) {
    return known.get(
        run, name -> runs.origin(name).map(origin -> new Known(origin, changes(origin))));
  }

  private Fork changes(Origin origin) {
    try {
      return mapper.readValue(origin.changes(), Fork.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds a fork that is not JSON.", damaged);
    }
  }

  /**
   * @param own as this worker holds it
   * @param job of the agent
   * @return the agent as the job has it
   */
  Agent agent(Agent own, JobAddress job) {
    Optional<Known> fork =
        of(job.run()).filter(forked -> forked.origin().agent().equals(own.name()));
    return fork.isEmpty() ? own : changed(own, fork.get().changes());
  }

  private static Agent changed(Agent own, Fork changes) {
    try {
      Agent agent = changes.model() == null ? own : own.withModel(changes.model());
      return changes.instructions() == null
          ? agent
          : agent.withInstructions(changes.instructions());
    } catch (DefinitionException unusable) {
      throw new NeedsPersonException(
          "What is other in this fork cannot be used: %s Cancel the run, and fork once more."
              .formatted(unusable.getMessage()),
          unusable);
    }
  }

  /**
   * @param job that is about to ask a model
   * @return what the model is to have answered; empty if it is asked
   */
  public Optional<ChatReply> answer(JobAddress job) {
    return of(job.run())
        .filter(fork -> fork.isAt(job))
        .map(fork -> fork.changes().answer())
        .map(Forks::reply);
  }

  private static ChatReply reply(JsonNode answer) {
    List<ToolRequest> calls = new ArrayList<>();
    for (JsonNode call : answer.path("calls")) {
      calls.add(
          new ToolRequest("", call.path("tool").asText(), call.path("arguments").toString()));
    }
    String text = answer.isTextual() ? answer.asText() : answer.path("text").asText("");
    return new ChatReply(text, calls, ChatReply.Finish.DONE, 0, 0);
  }

  /**
   * @param job that is about to run a tool
   * @return what the tool is to have answered; empty if it is run
   */
  public Optional<String> result(JobAddress job) {
    return of(job.run()).filter(fork -> fork.isAt(job)).map(fork -> fork.changes().result());
  }

  /**
   * @param run name of a run
   * @return the runs of tools that the other run made from where this one was forked
   */
  public List<JournaledJob> laterRuns(String run) {
    return of(run).map(fork -> runs.laterRuns(fork.origin())).orElseGet(List::of);
  }
}
