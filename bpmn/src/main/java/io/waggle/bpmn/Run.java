package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What "Accept task" found out about a run; every later element reads it.
 *
 * @param id name of the run at the top, the one that a client started; shared by all runs below it
 * @param path where this run is in the run at the top: the path of the call that it handles and a
 *     slash, for example {@code p1/s2/t3/c1/}; empty at the top
 * @param epoch 1 for the first process instance of the run, one more each time that the run is made
 *     anew: what an earlier one still does counts for nothing
 * @param address what messages to the run are correlated by: its id, below the top with a slash and
 *     the path of its call, for example {@code refund-4711/p1/s2/t3/c1}
 * @param key key of the process instance of {@code waggle-agent}; a link for people, of no other
 *     meaning
 * @param rootKey key of the process instance of the run at the top; a link for people, too
 * @param depth 0 for a run that a client started, one more for each sub-agent below
 * @param limits complete, no member absent
 * @param extendLimits whether a person is asked when a limit is reached
 * @param undo whether what the run did is undone if it fails or is rejected; a run that is
 *     cancelled follows its {@link Cancellation}
 * @param definition digest of the agent's definition that the run began with; null in a run that
 *     began before there was one. Its jobs go to workers that have this definition, while there are
 *     any.
 * @param bounds limits that hold for this run and others together: its own and those of the runs
 *     above it that have some, the one at the top first
 */
public record Run(
    String id,
    String path,
    int epoch,
    String address,
    String key,
    String rootKey,
    int depth,
    Limits limits,
    boolean extendLimits,
    boolean undo,
    @Nullable String definition,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Bound> bounds) {

  public Run {
    bounds = List.copyOf(bounds);
  }

  /**
   * @param relative where something is in this run, for example {@code p1/s2}
   * @return where it is in the run at the top
   */
  public String at(String relative) {
    return path + relative;
  }
}
