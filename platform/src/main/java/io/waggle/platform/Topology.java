package io.waggle.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Who does what in the cluster, as its gateway sees it.
 *
 * @param partitions how many there are, numbered from 1
 * @param replicas one for each partition of each broker that the gateway knows
 */
record Topology(int partitions, List<Replica> replicas) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A partition on one broker. */
  record Replica(int node, int partition, boolean leader, boolean healthy) {}

  /** Reads the answer of {@code GET /v2/topology}. */
  static Topology read(String json) throws JsonProcessingException {
    var root = JSON.readTree(json);
    return new Topology(
        root.path("partitionsCount").asInt(),
        children(root, "brokers").flatMap(Topology::replicas).toList());
  }

  private static Stream<Replica> replicas(JsonNode broker) {
    return children(broker, "partitions")
        .map(
            partition ->
                new Replica(
                    broker.path("nodeId").asInt(),
                    partition.path("partitionId").asInt(),
                    partition.path("role").asText().equalsIgnoreCase("leader"),
                    partition.path("health").asText().equalsIgnoreCase("healthy")));
  }

  private static Stream<JsonNode> children(JsonNode parent, String field) {
    return StreamSupport.stream(parent.path(field).spliterator(), false);
  }

  /** The node that leads each partition; a partition without a healthy leader is left out. */
  Map<Integer, Integer> leaders() {
    var leaders = new TreeMap<Integer, Integer>();
    for (var replica : replicas) {
      if (replica.leader() && replica.healthy()) {
        leaders.put(replica.partition(), replica.node());
      }
    }
    return leaders;
  }

  boolean everyPartitionIsLed() {
    return partitions > 0 && leaders().size() == partitions;
  }

  /** Whether the broker of this number takes part in every partition, and all of it is healthy. */
  boolean hasAllOf(int node) {
    return partitions > 0
        && replicas.stream()
                .filter(replica -> replica.node() == node && replica.healthy())
                .map(Replica::partition)
                .distinct()
                .count()
            == partitions;
  }
}
