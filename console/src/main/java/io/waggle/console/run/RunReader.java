package io.waggle.console.run;

import io.waggle.bpmn.JobType;
import io.waggle.journal.BriefJob;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRecords;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from the journal what the page of a run shows; the texts of turns are read when opened. */
final class RunReader {
  /** Decisions, things said and sub-agents' runs whose texts are read: the latest. */
  private static final int MOST = 300;

  private static final int MOST_FORKS = 50;

  private static final Set<JobType> OF_PEOPLE = EnumSet.of(JobType.DECIDE, JobType.STEER);

  private final RunRecords records;
  private final RunForks forks;

  RunReader(RunRecords records, RunForks forks) {
    this.records = records;
    this.forks = forks;
  }

  /**
   * @param id name of a run at the top
   * @param at path of the call that asked a sub-agent; empty: the run at the top
   * @return empty if the journal has no such run
   */
  Optional<RunData> read(String id, String at) {
    return records.run(id).flatMap(run -> read(run, at));
  }

  private Optional<RunData> read(RunRecords.PastRun run, String at) {
    JobTree root = JobTree.of(records.outline(run.id()));
    JobTree own = root.find(at);
    if (own == null || !(at.isEmpty() || own.child("accept") != null)) {
      return Optional.empty();
    }
    boolean live = run.ended() == null;
    Set<JobTree> open = live ? new LinkedHashSet<>(Gates.open(own)) : Set.of();
    Rows rows = Rows.of(records, run.id(), paths(own, open));
    return Optional.of(
        new RunData(
            run,
            root,
            own,
            rows,
            open,
            at.isEmpty() ? forks.origin(run.id()).orElse(null) : null,
            at.isEmpty() ? forks.forksOf(run.id(), MOST_FORKS) : List.of()));
  }

  private static List<String> paths(JobTree own, Set<JobTree> open) {
    List<String> paths = new ArrayList<>();
    Stream.of("accept", "answer", "end", "cancel")
        .map(own::child)
        .filter(place -> place != null)
        .map(JobTree::path)
        .forEach(paths::add);
    PlanReader.paths(own).forEach(paths::add);
    open.forEach(gate -> paths.add(gate.path() + "/asked"));
    List<String> people =
        new ArrayList<>(own.all().filter(RunReader::isOfPeople).map(JobTree::path).toList());
    paths.addAll(people.subList(Math.max(0, people.size() - MOST), people.size()));
    subRuns(own)
        .limit(MOST)
        .flatMap(run -> Stream.of("accept", "answer", "end", "cancel").map(run::child))
        .filter(place -> place != null)
        .map(JobTree::path)
        .forEach(paths::add);
    return paths;
  }

  /** The runs of sub-agents below a run, at whatever depth. */
  static Stream<JobTree> subRuns(JobTree own) {
    return own.all()
        .filter(place -> place != own && !place.path().isEmpty() && place.child("accept") != null);
  }

  private static boolean isOfPeople(JobTree place) {
    BriefJob job = place.job();
    return job != null && OF_PEOPLE.contains(job.job().type());
  }
}
