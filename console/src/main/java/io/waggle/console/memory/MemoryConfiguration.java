package io.waggle.console.memory;

import io.waggle.memory.Memories;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of what agents remember. */
@Configuration(proxyBeanMethods = false)
public class MemoryConfiguration {

  @Bean
  MemoryController waggleConsoleMemory(Memories memories) {
    return new MemoryController(memories);
  }
}
