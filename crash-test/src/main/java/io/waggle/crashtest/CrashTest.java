package io.waggle.crashtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs that are killed at chosen moments, each compared with one that was not disturbed. A worker
 * process serves from the beginning to the end of this object.
 */
public final class CrashTest implements AutoCloseable {
  private final Consumer<String> progress;
  private final Lab lab;
  private final Trial trial;
  private final Map<Story, Baseline> undisturbed = new EnumMap<>(Story.class);

  /**
   * @param lab stays open
   * @param progress told in a sentence what happens now
   * @param settings of the worker besides its own, each as on a command line
   * @throws CrashTestException if the worker does not start, as all methods do if they cannot go on
   */
  public CrashTest(Lab lab, Consumer<String> progress, String... settings) {
    this.lab = lab;
    this.progress = progress;
    this.trial = new Trial(lab, progress, settings);
  }

  /**
   * Kills once for each victim and point, while nothing else runs.
   *
   * @param victims engines can be killed where they are the lab's own
   * @return the undisturbed runs first, then one row for each victim and point
   */
  public List<Row> oneByOne(Collection<Victim> victims, Collection<KillPoint> points) {
    return rows(victims, new TreeSet<>(points).stream().map(List::of).toList());
  }

  /**
   * For each victim, brings one run to each point and kills once, under all of them.
   *
   * @param victims engines can be killed where they are the lab's own
   * @return the undisturbed runs first, then one row for each victim and point
   */
  public List<Row> allAtOnce(Collection<Victim> victims, Collection<KillPoint> points) {
    return rows(victims, List.of(List.copyOf(new TreeSet<>(points))));
  }

  private List<Row> rows(Collection<Victim> victims, List<List<KillPoint>> kills) {
    Set<Story> stories =
        kills.stream()
            .flatMap(List::stream)
            .map(KillPoint::story)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Row> rows = new ArrayList<>();
    stories.forEach(story -> rows.add(baseline(story).row()));
    for (Victim victim : new TreeSet<>(victims)) {
      for (List<KillPoint> points : kills) {
        rows.addAll(trial.kill(victim, points, this::baseline));
      }
    }
    return rows;
  }

  private Baseline baseline(Story story) {
    return undisturbed.computeIfAbsent(
        story,
        first -> {
          progress.accept("A run that is not disturbed, to compare with");
          return trial.undisturbed(story);
        });
  }

  /**
   * How many tool calls of the sub-agent were jobs of the engine's; none, since its rules let them
   * run inside "Think". Counted as long as the engine is the same.
   */
  public int callsOutside() {
    return lab.witness().jobs().outsideThink(Trial.SUB_AGENT);
  }

  /** Ends the worker. */
  @Override
  public void close() {
    trial.close();
  }
}
