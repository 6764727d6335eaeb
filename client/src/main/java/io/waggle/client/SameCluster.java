package io.waggle.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.CamundaClientConfiguration;
import java.time.Duration;

/**
 * The cluster that a client of an application is connected to. It gets a client of its own: how an
 * application writes JSON, and whether it prefers REST, must not change what a run is started with
 * and how its failures are read.
 */
record SameCluster(CamundaClientConfiguration application, Duration patience) {

  Connection connection() {
    return new Connection(
        application.getGrpcAddress(),
        application.getRestAddress(),
        null,
        null,
        null,
        application.getDefaultTenantId(),
        application.getDefaultRequestTimeout(),
        patience);
  }

  CamundaClient open() {
    CamundaClientBuilder builder =
        CamundaClient.newClientBuilder()
            .applyEnvironmentVariableOverrides(false)
            .preferRestOverGrpc(false)
            .grpcAddress(application.getGrpcAddress())
            .restAddress(application.getRestAddress())
            .credentialsProvider(application.getCredentialsProvider())
            .defaultTenantId(application.getDefaultTenantId())
            .defaultRequestTimeout(application.getDefaultRequestTimeout())
            .keepAlive(application.getKeepAlive());
    // Both are null where they are not set, which their setters do not take.
    if (application.getCaCertificatePath() != null) {
      builder.caCertificatePath(application.getCaCertificatePath());
    }
    if (application.getOverrideAuthority() != null) {
      builder.overrideAuthority(application.getOverrideAuthority());
    }
    return builder.build();
  }
}
