package io.waggle.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.Delivery;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.LiveInstances;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.Place;
import io.waggle.journal.Assignment;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalJson;
import io.waggle.journal.Paths;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRegistry;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.accept}: decides which run a process instance is, and checks the
 * variables that it was started with.
 *
 * <p>Reads {@code task}, {@code input}, {@code limits}, {@code runId}, {@code replay}, and {@code
 * caller} where it comes from "Ask sub-agent"; writes {@code run}, {@code progress} and, for people
 * and clients to find the run by, {@code runId}. Of a run that has ended already it writes how
 * instead: {@code outcome}, {@code result} and the rest.
 */
public final class AcceptWorker implements AgentWorker<Start> {
  private static final String RUN = "run";

  private final ObjectMapper mapper;
  private final CallingRuns callers;
  private final Door door;
  private final Journal journal;
  private final RunRegistry runs;
  private final EndedRuns ended;

  /**
   * @param engine that process instances are of
   */
  public static AcceptWorker of(
      CallingRuns callers,
      Journal journal,
      RunRegistry runs,
      RunForks forks,
      LiveInstances instances,
      ConnectedEngine engine) {
    ObjectMapper mapper = JournalJson.mapper();
    return new AcceptWorker(
        mapper,
        callers,
        new Door(runs, journal, instances, engine, new Forking(runs, forks, journal, mapper)),
        journal,
        runs);
  }

  private AcceptWorker(
      ObjectMapper mapper, CallingRuns callers, Door door, Journal journal, RunRegistry runs) {
    this.mapper = mapper;
    this.callers = callers;
    this.door = door;
    this.journal = journal;
    this.runs = runs;
    this.ended = new EndedRuns(journal, mapper);
  }

  @Override
  public JobType jobType() {
    return JobType.ACCEPT;
  }

  @Override
  public Class<Start> variables() {
    return Start.class;
  }

  /** A foreign process may ask the same twice at once: each run has to claim a place of its own. */
  @Override
  public boolean isHarmless(Agent agent, Start start, Place place) {
    return !Paths.isForeign(place.scope());
  }

  @Override
  public Place place(EngineJob job, Start start) {
    return callers
        .of(job, start.caller())
        .map(
            call -> {
              String scope = call.direct() ? Paths.subRun(call.path()) : foreign(call, job, start);
              requireRoom(scope);
              return new Place(call.run(), call.epoch(), scope, Paths.accept(scope), null);
            })
        .orElseGet(() -> door.pass(job, start));
  }

  private static void requireRoom(String scope) {
    if (scope.length() > Paths.LONGEST_SCOPE) {
      throw new NeedsPersonException(
          "This run is too far below the run at the top: its place there, '%s', has %d characters, and at most %d are allowed. Cancel it, and let fewer agents call each other."
              .formatted(Preview.of(scope), scope.length(), Paths.LONGEST_SCOPE),
          null);
    }
  }

  /** One process may ask agents the same more than once; which of them is which does not matter. */
  private String foreign(CallingRuns.Call call, EngineJob job, Start start) {
    String hash = start.hash(job.agent().name());
    for (int number = 1; ; number++) {
      String scope = Paths.foreignRun(call.path(), hash, number);
      boolean isTaken =
          journal
              .known(new JobAddress(call.run(), Paths.accept(scope)))
              .filter(
                  other ->
                      other.epoch() == call.epoch()
                          && other.processInstanceKey() != job.processInstanceKey())
              .isPresent();
      if (!isTaken) {
        return scope;
      }
    }
  }

  @Override
  public JobOutcome work(AgentJob job, Start start) {
    JobAddress at = job.at();
    if (at == null) {
      start.checkFailureAs();
      return ended.outcome(Objects.requireNonNull(start.name()));
    }
    StartCheck.Sound sound = start.check();
    Agent agent = job.agent();
    @Nullable Run caller =
        callers.of(engineJob(job), start.caller()).map(this::callingRun).orElse(null);
    Limits own = sound.limits().or(agent.limits());
    Limits limits = own.or(Limits.DEFAULT).withDepthAtMost(mostDepth(caller));
    limits = caller == null ? limits : limits.within(caller.limits());
    if (agent.planning() == Planning.NEVER) {
      limits = limits.withoutReplans();
    }
    String scope = at.path().substring(0, at.path().length() - Paths.accept("").length());
    Run run =
        new Run(
            at.run(),
            scope,
            job.epoch(),
            address(at.run(), scope),
            Long.toString(job.processInstanceKey()),
            rootKey(at.run(), scope, job.processInstanceKey()),
            caller == null ? 0 : caller.depth() + 1,
            limits,
            agent.gates().ask(GateKind.LIMIT),
            agent.undoOnFailure(),
            agent.digest(),
            Bounds.of(scope, caller, caller == null ? limits : own));
    return JobOutcome.completed(
            Map.of(RUN, run, "progress", Progress.START, Variables.RUN_ID, run.address()))
        .withContent(new Assignment(sound.task(), sound.input()).toJson(mapper));
  }

  private static EngineJob engineJob(AgentJob job) {
    return new EngineJob(job.agent(), job.key(), job.processInstanceKey(), job.tags());
  }

  private static String address(String run, String scope) {
    return scope.isEmpty() ? run : run + "/" + scope.substring(0, scope.length() - 1);
  }

  private String rootKey(String run, String scope, long instance) {
    return scope.isEmpty()
        ? Long.toString(instance)
        : runs.find(run).map(top -> Long.toString(top.instance())).orElse("");
  }

  /** With its depth and limits, which variables could not change since. */
  private Run callingRun(CallingRuns.Call call) {
    JobRecord accepted = journal.get(new JobAddress(call.run(), Paths.accept(call.scope())));
    try {
      return run(mapper.readTree(accepted.outcome()).path("variables").path(RUN));
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException(
          "The journal's record %s is no accepted task.".formatted(accepted.job().at()), damaged);
    }
  }

  private Run run(Object json) {
    return mapper.convertValue(json, Run.class);
  }

  private static int mostDepth(@Nullable Run caller) {
    return caller == null || caller.limits().maxDepth() == null
        ? Limits.MAX_DEPTH
        : caller.limits().maxDepth();
  }

  /** The run is another process instance now; and one that was to end goes on ending. */
  @Override
  public Delivery anew(AgentJob job, Start start, Delivery recorded) {
    Run before = run(Objects.requireNonNull(recorded.variables().get(RUN)));
    String id = Objects.requireNonNull(job.at()).run();
    boolean isFork = !id.equals(before.id());
    Run now =
        new Run(
            id,
            before.path(),
            job.epoch(),
            address(id, before.path()),
            Long.toString(job.processInstanceKey()),
            rootKey(id, before.path(), job.processInstanceKey()),
            before.depth(),
            before.limits(),
            before.extendLimits(),
            before.undo(),
            isFork ? job.agent().digest() : before.definition(),
            before.bounds());
    Map<String, @Nullable Object> variables = new HashMap<>(recorded.variables());
    variables.put(RUN, now);
    variables.put(Variables.RUN_ID, now.address());
    variables.putAll(ended.ending(now));
    return new Delivery(recorded.errorCode(), variables);
  }
}
