package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  @Test
  void shouldAskForJobsOfTheClientsTenantWhereNoOtherIsNamed() {
    assertThat(tenants(client -> client)).containsExactly("<default>");
    assertThat(tenants(client -> client.defaultTenantId("b"))).containsExactly("b");
    assertThat(
            tenants(
                client -> client.defaultTenantId("b").defaultJobWorkerTenantIds(List.of("a", "c"))))
        .containsExactly("a", "c");
  }

  private static List<String> tenants(UnaryOperator<CamundaClientBuilder> settings) {
    try (CamundaClient client = settings.apply(CamundaClient.newClientBuilder()).build()) {
      return Subscriptions.tenants(client.getConfiguration());
    }
  }
}
