package io.waggle.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.Variable;
import io.waggle.bpmn.Models;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A run of an agent under test. */
public final class TestRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(50);

  private final String id;
  private final long key;
  private final AgentClient client;
  private final CamundaClient camunda;

  TestRun(String id, long key, AgentClient client, CamundaClient camunda) {
    this.id = id;
    this.key = key;
    this.client = client;
    this.camunda = camunda;
  }

  static long create(CamundaClient camunda, Map<String, Object> variables) {
    return camunda
        .newCreateInstanceCommand()
        .bpmnProcessId(Models.AGENT)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /**
   * Its name, which {@link AgentClient} finds it by. Of a run that was started with variables and
   * without a name: the key of its process instance, which does so, too.
   */
  public String id() {
    return id;
  }

  /** Key of its process instance. */
  public long key() {
    return key;
  }

  /**
   * Waits for its end, for {@link TestBed#PATIENCE} at most.
   *
   * @throws AssertionError if it does not end, or stands still because of an incident; the message
   *     says where it stands
   */
  public TestRun awaitEnd() {
    return awaitEnd(TestBed.PATIENCE);
  }

  /**
   * As {@link #awaitEnd()}, for another time at most.
   *
   * @param patience how long
   */
  public TestRun awaitEnd(Duration patience) {
    try {
      await().atMost(patience).pollInterval(POLL).until(this::hasEndedOrStandsStill);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(
          "%s has not ended after %s: %s".formatted(this, patience, status().standing()), late);
    }
    RunStatus status = status();
    if (!status.state().ended()) {
      throw new AssertionError(
          "%s stands still: %s".formatted(this, status.incidents().getFirst().message()));
    }
    return this;
  }

  /** Asks for no more than that: to read all of a long run takes its time. */
  private boolean hasEndedOrStandsStill() {
    ProcessInstance instance = camunda.newProcessInstanceGetRequest(key).send().join();
    return instance.getEndDate() != null || instance.getHasIncident();
  }

  /** Waits until it stands still because of an incident, and returns that. */
  public IncidentStatus awaitIncident() {
    return await("incident of run " + id)
        .atMost(TestBed.PATIENCE)
        .pollInterval(POLL)
        .ignoreExceptionsMatching(TestRun::isNotShownYet)
        .until(() -> status().incidents(), incidents -> !incidents.isEmpty())
        .getFirst();
  }

  /** A busy engine shows a run that was started some seconds later. */
  private static boolean isNotShownYet(Throwable thrown) {
    return thrown instanceof AgentClientException failure
        && failure.reason() == AgentClientException.Reason.NO_SUCH_RUN;
  }

  /** Where it stands, with everything below it. */
  public RunStatus status() {
    return client.status(Long.toString(key));
  }

  /** How it ended; waits for that. */
  public RunResult result() {
    return client.await(Long.toString(key), TestBed.PATIENCE);
  }

  /** The variables of its process instance, as maps, lists, texts, numbers and booleans. */
  public Map<String, @Nullable Object> variables() {
    Map<String, @Nullable Object> values = new TreeMap<>();
    camunda
        .newVariableSearchRequest()
        .filter(variable -> variable.processInstanceKey(key).scopeKey(key))
        .page(page -> page.limit(1_000))
        .withFullValues()
        .send()
        .join()
        .items()
        .forEach(variable -> values.put(variable.getName(), value(variable)));
    return values;
  }

  private static @Nullable Object value(Variable variable) {
    try {
      return JSON.readValue(variable.getValue(), Object.class);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(
          "Variable '%s' is no JSON".formatted(variable.getName()), notJson);
    }
  }

  @Override
  public String toString() {
    return "Run " + id;
  }
}
