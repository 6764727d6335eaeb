package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Cluster;
import io.waggle.examples.archaeologist.CodeArchaeologistApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The main example, as a client sees it. */
@ExtendWith(TestCluster.class)
@SuppressWarnings("try") // a worker serves for as long as its resource is open
class CodeArchaeologistOverTheWireIT {

  @Test
  void shouldModernizeTheLegacyModuleAndProveIt(Cluster cluster, @TempDir Path work)
      throws Exception {
    try (Worker worker =
            Worker.of(
                cluster,
                CodeArchaeologistApplication.class,
                "--code-archaeologist.model=scripted",
                "--code-archaeologist.work-dir=" + work.resolve("with space"));
        AgentClient client = TestCluster.client(cluster)) {
      RunHandle run =
          client.start(
              "orchestrator", "Modernize the legacy module without changing what it does.");
      var result = run.await(Duration.ofMinutes(5));
      var status = run.status();

      assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(result.text())
          .contains("4 cases (credit-notes, dirty-input, monthly-run, no-orders), 20 outputs");
      assertThat(status.subRuns())
          .extracting(sub -> sub.agent())
          .contains("archaeologist", "modernizer", "documenter", "verifier");
      assertThat(status.subRuns().stream().flatMap(sub -> sub.subRuns().stream()))
          .as("the verifier asked the modernizer again")
          .extracting(sub -> sub.agent())
          .contains("modernizer");
      assertThat(modernized(work)).contains("Money.java", "InvoiceWriter.java");
    }
  }

  private static List<String> modernized(Path work) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      return files
          .filter(file -> file.toString().contains("modernized"))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }
}
