package io.waggle.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Fork;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Steering;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Begins runs with what another one did up to a job. */
final class Forking {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Jobs that ask a model. */
  private static final Set<JobType> ANSWERS =
      EnumSet.of(JobType.PLAN, JobType.THINK, JobType.SYNTHESIZE);

  private final RunRegistry runs;
  private final RunForks forks;
  private final Journal journal;
  private final ObjectMapper mapper;

  Forking(RunRegistry runs, RunForks forks, Journal journal, ObjectMapper mapper) {
    this.runs = runs;
    this.forks = forks;
    this.journal = journal;
    this.mapper = mapper;
  }

  /**
   * @param run the new run
   * @param fork what it is forked from, and what is other
   * @return false if there is a run of this name already
   * @throws NeedsPersonException if there is no such run or no such job, it is one call of a
   *     process, or what is to be other does not fit the job
   * @throws OnHoldException while a job that began before is still under way
   */
  boolean fork(NamedRun run, Fork fork) {
    NamedRun of =
        runs.find(fork.of())
            .orElseThrow(() -> refused("there is no run '%s'".formatted(Preview.of(fork.of()))));
    if (of.isLone()) {
      throw refused("'%s' is one call of a process, not a run".formatted(of.id()));
    }
    if (!of.agent().equals(run.agent())) {
      throw refused("the run '%s' is one of the agent '%s'".formatted(of.id(), of.agent()));
    }
    JournaledJob at = job(of, fork.at());
    requireFitting(fork, at);
    if (forks.isAnyUnderWayBefore(at.at())) {
      throw new OnHoldException(
          "The run '%s' has a job under way that began before '%s'; its outcome has to be known first."
              .formatted(of.id(), at.at().path()),
          LOOK_AGAIN);
    }
    return forks.fork(
        run, new RunForks.Origin(of.id(), at.at().path(), at.agent(), json(fork)), guidance(fork));
  }

  /** A tool call stands for the job that makes it. */
  private JournaledJob job(NamedRun of, String path) {
    return known(of, path)
        .or(() -> known(of, Paths.toolRun(path, 1)))
        .or(() -> known(of, Paths.handOver(path)))
        .orElseThrow(
            () ->
                refused(
                    "the run '%s' has begun no job '%s'; 'waggle history %s' lists those that it has begun"
                        .formatted(of.id(), Preview.of(path), of.id())));
  }

  private Optional<JournaledJob> known(NamedRun of, String path) {
    return journal.known(new JobAddress(of.id(), path));
  }

  private static void requireFitting(Fork fork, JournaledJob at) {
    if (at.type() == JobType.ACCEPT || at.type() == JobType.FIND_UNDO) {
      throw refused("'%s' is not done by a model, a tool or a person".formatted(at.at().path()));
    }
    if (fork.answer() != null && !ANSWERS.contains(at.type())) {
      throw refused(
          "'%s' asks no model, so there is no 'answer' to change".formatted(at.at().path()));
    }
    if (fork.result() != null && at.type() != JobType.TOOL) {
      throw refused(
          "'%s' runs no tool, so there is no 'result' to change".formatted(at.at().path()));
    }
  }

  private static NeedsPersonException refused(String why) {
    return new NeedsPersonException(
        "The run cannot be forked: %s. Correct the variable 'fork' (in Operate: edit the variable) and resolve this incident, or cancel this process instance."
            .formatted(why),
        null);
  }

  private String guidance(Fork fork) {
    return fork.guidance() == null ? "" : json(Steering.guide(fork.guidance()).saidBy(fork.by()));
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
