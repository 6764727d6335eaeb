package io.waggle.app;

import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.LiveInstances;
import io.waggle.journal.Journal;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemoryTables;
import io.waggle.journal.MemoryVectors;
import io.waggle.journal.RunRegistry;
import io.waggle.llm.ChatModels;
import io.waggle.llm.EmbeddingModel;
import io.waggle.memory.Memories;
import io.waggle.memory.MemoryTools;
import io.waggle.tool.DefinitionException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What agents remember beyond their runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MemoryProperties.class)
public class MemoryConfiguration {

  @Bean
  MemoryTools waggleMemoryTools(
      MemoryProperties properties,
      Journal journal,
      MemoryTables memories,
      MemorySearch search,
      MemoryVectors vectors,
      ChatModels models) {
    MemoryTools tools = new MemoryTools(journal, memories, search);
    String model = properties.embeddingModel();
    return model == null ? tools : tools.withEmbeddings(model, embeddings(model, models), vectors);
  }

  private static EmbeddingModel embeddings(String reference, ChatModels models) {
    try {
      return models.embeddings(reference);
    } catch (IllegalArgumentException unknown) {
      throw new DefinitionException(
          "waggle.memory.embedding-model cannot be used: " + unknown.getMessage(), unknown);
    }
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
