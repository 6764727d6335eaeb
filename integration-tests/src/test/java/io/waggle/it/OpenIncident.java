package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.response.Incident;
import java.time.Duration;
import java.util.List;

/** The incident of a run, read and resolved over {@code /v2}. */
final class OpenIncident {
  /** Eight attempts wait two minutes in between. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final CamundaClient engine;
  private final Incident incident;

  private OpenIncident(CamundaClient engine, Incident incident) {
    this.engine = engine;
    this.incident = incident;
  }

  /** Waits for the incident of a run or of what is below it. */
  static OpenIncident of(long run, CamundaClient engine) {
    List<Incident> incidents =
        await()
            .atMost(PATIENCE)
            .ignoreExceptionsInstanceOf(ClientException.class)
            .until(() -> open(run, engine), found -> !found.isEmpty());
    assertThat(incidents).hasSize(1);
    return new OpenIncident(engine, incidents.getFirst());
  }

  private static List<Incident> open(long run, CamundaClient engine) {
    return engine.newIncidentsByProcessInstanceSearchRequest(run).send().join().items().stream()
        .filter(incident -> incident.getState() == IncidentState.ACTIVE)
        .toList();
  }

  OpenIncident assertSays(String... parts) {
    assertThat(incident.getErrorMessage()).contains(parts);
    return this;
  }

  /** Replaces a variable of the process instance, or adds it. */
  OpenIncident set(String variable, String json) {
    engine
        .newSetVariablesCommand(incident.getProcessInstanceKey())
        .variables("{\"%s\":%s}".formatted(variable, json))
        .local(true)
        .send()
        .join();
    return this;
  }

  /** Gives the job one more attempt, if it is about a job, and resolves. */
  void retry() {
    Long job = incident.getJobKey();
    if (job != null) {
      engine.newUpdateRetriesCommand(job).retries(1).send().join();
    }
    engine.newResolveIncidentCommand(incident.getIncidentKey()).send().join();
  }
}
