package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.search.response.ElementInstance;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/first-process.md builds: an agent in Markdown, in a process that decides by it. */
class FirstProcessIT {
  private static final Path FILES = Path.of("src", "main", "resources", "first-process");

  private static TestBed bed;

  @BeforeAll
  static void open() {
    Agent example =
        Agent.named("researcher")
            .model("play:researcher")
            .instructions("You are the example that the worker has, too.")
            .planning(Planning.NEVER)
            .build();
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(example))
                .withProperty("waggle.agents.location", FILES.resolve("agents").toString()));
    bed.play(Screenplay.load(FILES.resolve("screenplay.yaml")));
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceFromClasspath("processes/invoice-intake.bpmn")
        .send()
        .join();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void shouldTakeTheWayThatTheAgentsResultSays() {
    assertThat(end(4711, "electricity, November")).isEqualTo("ForFacilityManagement");
    assertThat(end(4712, "two chairs")).isEqualTo("ForClerk");
    assertThat(bed.client().status("invoice-4711").outcome()).isEqualTo(Outcome.COMPLETED);
  }

  private static String end(int number, String text) {
    long instance =
        bed.camunda()
            .newCreateInstanceCommand()
            .bpmnProcessId("invoice-intake")
            .latestVersion()
            .variables(Map.of("invoice", Map.of("number", number, "text", text)))
            .send()
            .join()
            .getProcessInstanceKey();
    return await()
        .atMost(TestBed.PATIENCE)
        .until(() -> ends(instance), found -> !found.isEmpty())
        .getFirst();
  }

  private static List<String> ends(long instance) {
    return bed
        .camunda()
        .newElementInstanceSearchRequest()
        .filter(element -> element.processInstanceKey(instance))
        .send()
        .join()
        .items()
        .stream()
        .filter(element -> element.getType().name().equals("END_EVENT"))
        .map(ElementInstance::getElementId)
        .toList();
  }
}
