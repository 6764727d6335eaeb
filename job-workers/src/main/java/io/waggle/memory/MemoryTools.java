package io.waggle.memory;

import io.waggle.agent.Agent;
import io.waggle.agent.Memory;
import io.waggle.bpmn.Cut;
import io.waggle.journal.Journal;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemoryTables;
import io.waggle.tool.ToolBox;
import java.util.Objects;

/** Gives agents that remember the tools for it. */
public final class MemoryTools {
  private final Subjects subjects;
  private final MemoryTables memories;
  private final MemorySearch search;

  public MemoryTools(Journal journal, MemoryTables memories, MemorySearch search) {
    this.subjects = new Subjects(journal);
    this.memories = memories;
    this.search = search;
  }

  /**
   * @param agent that has a memory
   * @return the same agent, with the tools of its memory
   */
  public Agent addTo(Agent agent) {
    Memory memory = Objects.requireNonNull(agent.memory());
    return agent.withTools(
        ToolBox.of(agent.tools(), new OwnMemory(memory, subjects, memories, search)));
  }

  /** No half characters, and no NUL, which PostgreSQL does not keep. */
  static String sound(String text) {
    return Cut.sound(text.strip()).replace('\0', '\uFFFD');
  }
}
