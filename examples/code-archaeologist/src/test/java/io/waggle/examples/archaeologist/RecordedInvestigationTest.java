package io.waggle.examples.archaeologist;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.testing.RecordedRun;
import io.waggle.testing.ReplayedRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of the example with five agents, as a test: nothing is compiled, and no program is run. */
class RecordedInvestigationTest {
  @TempDir static Path work;

  private static ReplayedRun replay(String model) {
    return RecordedRun.of("recorded/billing.jsonl")
        .application(CodeArchaeologistApplication.class)
        .withProperty("code-archaeologist.model", model)
        .withProperty("code-archaeologist.work-dir", work.toString())
        .replay();
  }

  @Test
  void shouldStillDoWhatItDid() {
    replay("scripted").assertSame();

    assertThat(work).isEmptyDirectory();
  }

  @Test
  void shouldNoticeThatOtherModelsAreAsked() {
    assertThat(replay("openai:gpt-5-mini").differences())
        .hasSize(5)
        .allSatisfy(difference -> assertThat(difference.text()).endsWith("   + openai:gpt-5-mini"));
  }
}
