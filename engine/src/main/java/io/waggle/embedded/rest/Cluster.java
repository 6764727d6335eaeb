package io.waggle.embedded.rest;

import io.camunda.client.protocol.rest.BrokerInfo;
import io.camunda.client.protocol.rest.Partition;
import io.camunda.client.protocol.rest.TopologyResponse;
import io.camunda.zeebe.util.VersionUtil;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /topology} and {@code /status}: one broker with one partition, healthy as long as it
 * answers.
 */
final class Cluster {
  private final IntSupplier grpcPort;

  Cluster(IntSupplier grpcPort) {
    this.grpcPort = grpcPort;
  }

  void at(Endpoints endpoints) {
    endpoints.get("/topology", this::topology).get("/status", this::status);
  }

  private Object topology(Exchange exchange) {
    Partition partition =
        new Partition()
            .partitionId(1)
            .role(Partition.RoleEnum.LEADER)
            .health(Partition.HealthEnum.HEALTHY);
    BrokerInfo broker =
        new BrokerInfo()
            .nodeId(0)
            .host("127.0.0.1")
            .port(grpcPort.getAsInt())
            .version(VersionUtil.getVersion())
            .partitions(List.of(partition));
    return new TopologyResponse()
        .brokers(List.of(broker))
        .clusterSize(1)
        .partitionsCount(1)
        .replicationFactor(1)
        .gatewayVersion(VersionUtil.getVersion())
        .lastCompletedChangeId("-1");
  }

  private @Nullable Object status(Exchange exchange) {
    return null;
  }
}
