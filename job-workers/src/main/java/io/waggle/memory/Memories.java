package io.waggle.memory;

import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.LiveInstances;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemorySearch.Listed;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.NamedRun;
import io.waggle.journal.RunRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All memories, for people: to look at and to erase. */
public final class Memories {
  private final MemorySearch search;
  private final MemoryErasure erasure;
  private final RunRegistry runs;
  private final LiveInstances instances;
  private final ConnectedEngine engine;

  public Memories(
      MemorySearch search,
      MemoryErasure erasure,
      RunRegistry runs,
      LiveInstances instances,
      ConnectedEngine engine) {
    this.search = search;
    this.erasure = erasure;
    this.runs = runs;
    this.instances = instances;
    this.engine = engine;
  }

  /**
   * @param agent whose memories; null: all agents'
   */
  public List<Listed> list(@Nullable String agent, int most) {
    return search.list(agent, most);
  }

  /**
   * @param words that are looked for; null or blank: the newest facts
   * @return empty if there is no such memory
   */
  public Optional<List<Fact>> look(Owner owner, @Nullable String words, int most) {
    return search.look(owner, words == null ? List.of() : Words.wanted(words), most);
  }

  /**
   * Erases a memory for good, and the records of all runs that have read or written it.
   *
   * @param lost whether runs of an engine that this worker does not serve count as over
   */
  public MemoryErasure.Outcome erase(Owner owner, boolean lost) {
    return erasure.erase(owner, run -> goesOn(run, lost));
  }

  /**
   * Erases one fact for good, and the records of all runs that know its memory and had not ended
   * when it was written.
   *
   * @param lost as of {@link #erase(Owner, boolean)}
   */
  public MemoryErasure.Outcome erase(Owner owner, long fact, boolean lost) {
    return erasure.erase(owner, fact, run -> goesOn(run, lost));
  }

  private boolean goesOn(NamedRun run, boolean lost) {
    return run.engine().equals(engine.mark())
        ? runs.processInstance(run).filter(instances::has).isPresent()
        : !lost;
  }
}
