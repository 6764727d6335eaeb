package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.platform.Platform;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong is understood and mended in the real Operate, by clicking. */
@ExtendWith(LocalPlatform.class)
@SuppressWarnings("try") // a worker serves for as long as its resource is open
class OperateIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static Screenplay modelThatRejectsTheKeyOnce() {
    return Screenplay.role("keyless")
        .on(When.ALWAYS)
        .fault(Fault.status(401).times(1))
        .reply("The key works.")
        .build();
  }

  private static Agent agent() {
    return Agent.named("keyless")
        .description("An agent whose key is not valid yet")
        .model("play:keyless")
        .instructions("You answer.")
        .planning(Planning.NEVER)
        .build();
  }

  @Test
  void shouldGoOnAfterSomebodyReadTheIncidentAndClickedRetry(Platform platform) {
    try (Worker worker = Worker.holding(platform, modelThatRejectsTheKeyOnce(), List.of(agent()));
        AgentClient client = LocalPlatform.client(platform);
        Chromium chromium = new Chromium(platform)) {
      RunHandle run = client.start("keyless", "Say whether the key works");
      var incident =
          await()
              .atMost(PATIENCE)
              .ignoreExceptionsInstanceOf(AgentClientException.class)
              .until(() -> run.status().incidents(), found -> !found.isEmpty())
              .getFirst();
      assertThat(incident.message()).contains("rejects the key (401");

      retry(incident.instanceKey(), chromium);

      var result = run.await(PATIENCE);
      assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(result.text()).isEqualTo("The key works.");
    }
  }

  private static void retry(long instance, Chromium chromium) {
    chromium.open("/operate/processes/" + instance);
    Page page = chromium.page();
    page.getByText("1 Incident occurred").click();
    page.getByText("rejects the key (401").first().waitFor();
    chromium.picture("operate-incident");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Retry Incident"))
        .first()
        .click();
  }
}
