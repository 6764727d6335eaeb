package io.waggle.memory;

import io.waggle.agent.Agent;
import io.waggle.agent.Memory;
import io.waggle.bpmn.Cut;
import io.waggle.journal.Journal;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemoryTables;
import io.waggle.journal.MemoryVectors;
import io.waggle.llm.EmbeddingModel;
import io.waggle.tool.ToolBox;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives agents that remember the tools for it. */
public final class MemoryTools {
  private final Journal journal;
  private final MemoryTables memories;
  private final MemorySearch search;
  private final @Nullable Embeddings embeddings;

  /** Memories that are searched by words. */
  public MemoryTools(Journal journal, MemoryTables memories, MemorySearch search) {
    this(journal, memories, search, null);
  }

  private MemoryTools(
      Journal journal,
      MemoryTables memories,
      MemorySearch search,
      @Nullable Embeddings embeddings) {
    this.journal = journal;
    this.memories = memories;
    this.search = search;
    this.embeddings = embeddings;
  }

  /**
   * Memories that are searched by what facts are about, too, while the model answers.
   *
   * @param reference {@code provider:name} of the model, up to 200 characters
   */
  public MemoryTools withEmbeddings(String reference, EmbeddingModel model, MemoryVectors vectors) {
    return new MemoryTools(
        journal,
        memories,
        search,
        new Embeddings(reference, model, vectors, InstantSource.system()));
  }

  /**
   * @param agent that has a memory
   * @return the same agent, with the tools of its memory
   */
  public Agent addTo(Agent agent) {
    Memory memory = Objects.requireNonNull(agent.memory());
    return agent.withTools(
        ToolBox.of(
            agent.tools(),
            new OwnMemory(memory, new Subjects(journal), memories, search, embeddings)));
  }

  /** No half characters, and no NUL, which PostgreSQL does not keep. */
  static String sound(String text) {
    return Cut.sound(text.strip()).replace('\0', '\uFFFD');
  }
}
