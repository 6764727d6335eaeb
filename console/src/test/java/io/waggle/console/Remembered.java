package io.waggle.console;

import io.waggle.journal.MemoryTables;
import io.waggle.journal.MemoryTables.Kept;
import io.waggle.journal.MemoryTables.NewFact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryTables.Writer;
import io.waggle.testing.TestBed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What the clerk remembers. */
final class Remembered {
  private Remembered() {}

  /** Gives its id. */
  static String fact(TestBed bed, String subject, String text, String word) {
    return bed.bean(MemoryTables.class)
                .remember(
                    new Owner("clerk", subject),
                    new Writer("refund-1/p1/s1/t1/c1", key(text)),
                    new NewFact(text, text, Set.of(word)),
                    10)
            instanceof Kept kept
        ? Long.toString(kept.fact())
        : "";
  }

  /** Of the call that wrote it. */
  private static String key(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A request that erases a memory. */
  static MockHttpServletRequestBuilder erasing(String subject) {
    return MockMvcRequestBuilders.post("/console/memory/clerk/erase")
        .param("subject", subject)
        .with(SecurityMockMvcRequestPostProcessors.csrf());
  }
}
