package io.waggle.app;

import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.LiveInstances;
import io.waggle.journal.Journal;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemoryTables;
import io.waggle.journal.RunRegistry;
import io.waggle.memory.Memories;
import io.waggle.memory.MemoryTools;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What agents remember beyond their runs. */
@Configuration(proxyBeanMethods = false)
public class MemoryConfiguration {

  @Bean
  MemoryTools waggleMemoryTools(Journal journal, MemoryTables memories, MemorySearch search) {
    return new MemoryTools(journal, memories, search);
  }

  @Bean
  Memories waggleMemories(
      MemorySearch search,
      MemoryErasure erasure,
      RunRegistry runs,
      LiveInstances instances,
      ConnectedEngine engine) {
    return new Memories(search, erasure, runs, instances, engine);
  }
}
