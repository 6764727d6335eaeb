package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.grpc.Status;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is started, said or looked for belongs to the tenant of the connection. */
class TenantTest extends WithCluster {
  private static final String TENANT = "blue";

  /** Two things cannot have the same key, in whatever tenant they are. */
  private static final List<String> KEYS =
      List.of("processInstanceKey", "parentProcessInstanceKey", "userTaskKey", "incidentKey");

  private final FakeGateway gateway = open(new FakeGateway());
  private final FakeCluster cluster = Story.started(open(new FakeCluster()));
  private final AgentClient client = open(AgentClient.connect(connection().withTenant(TENANT)));

  private Connection connection() {
    return Connection.LOCAL
        .withGrpcAddress(gateway.address())
        .withRestAddress(cluster.address())
        .withLogin(new Login("demo", "demo"))
        .withPatience(Duration.ofMillis(400));
  }

  @Test
  void shouldStartRunsInTheTenant() {
    client.start(RunRequest.of("researcher", "Find three sources."));
    client.replay(ReplayRequest.of("bees-7", "researcher"));
    client.fork(ForkRequest.of("bees-7", "researcher", "p1/s1/t2"));

    assertThat(gateway.started()).hasSize(3).allMatch(start -> start.getTenantId().equals(TENANT));
  }

  @Test
  void shouldPublishMessagesInTheTenant() {
    String key = Long.toString(Story.RUN);

    client.steer(key, Steering.guide("Only the newest sources."));
    client.cancel(key, new Cancellation(false, null));

    assertThat(gateway.published())
        .hasSize(2)
        .allMatch(message -> message.getTenantId().equals(TENANT));
  }

  @Test
  void shouldFindRunsAndQuestionsOfTheTenantAlone() {
    GateStory.approvePlan(cluster);

    assertThat(reasonOf(() -> client.status(Story.NAME))).isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(client.tasks(TaskFilter.ALL)).isEmpty();
    assertThat(client.states().withIncident()).isEmpty();

    try (AgentClient other = AgentClient.connect(connection())) {
      assertThat(other.status(Story.NAME).key()).isEqualTo(Story.RUN);
      assertThat(other.tasks(TaskFilter.ALL)).isNotEmpty();
    }
  }

  @Test
  void shouldNameTheTenantInEverySearchThatIsNotByAKey() {
    GateStory.approvePlan(cluster);

    reasonOf(() -> client.status(Story.NAME));
    client.status(Long.toString(Story.RUN));
    client.tasks(TaskFilter.ALL);
    client.states().withIncident();

    assertThat(cluster.searches())
        .filteredOn(filter -> KEYS.stream().noneMatch(filter::has))
        .hasSizeGreaterThan(2)
        .allMatch(filter -> tenant(filter).equals(TENANT));
  }

  @Test
  void shouldTakeTheTenantOfTheApplicationsClient() {
    try (CamundaClient camunda =
            CamundaClient.newClientBuilder()
                .grpcAddress(gateway.address())
                .restAddress(cluster.address())
                .defaultTenantId("green")
                .build();
        AgentClient ofApplication = AgentClient.connect(camunda)) {
      ofApplication.start(RunRequest.of("researcher", "Find three sources."));
    }

    assertThat(gateway.started())
        .singleElement()
        .returns("green", started -> started.getTenantId());
  }

  @Test
  void shouldSayInWhichTenantTheProcessIsMissing() {
    gateway.fail(Status.NOT_FOUND.withDescription("Expected to find process definition"));

    AgentClientException failure =
        catchThrowableOfType(
            AgentClientException.class, () -> client.start("researcher", "Find three sources."));

    assertThat(failure).hasMessageContaining("for the tenant 'blue' yet");
  }

  @Test
  void shouldTakeTheTenantFromTheEnvironment() {
    assertThat(Connection.from(Map.of()).tenant()).isEqualTo("<default>");
    assertThat(Connection.from(Map.of("WAGGLE_TENANT", " ")).tenant()).isEqualTo("<default>");
    assertThat(Connection.from(Map.of("WAGGLE_TENANT", TENANT)).tenant()).isEqualTo(TENANT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.LOCAL.withTenant(" "))
        .withMessage("The tenant is blank; it must be the id of one, such as '<default>'.");
  }

  private static String tenant(JsonNode filter) {
    JsonNode tenant = filter.path("tenantId");
    return tenant.isObject() ? tenant.path("$eq").asText() : tenant.asText();
  }

  private static Reason reasonOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(AgentClientException.class, call).reason();
  }
}
