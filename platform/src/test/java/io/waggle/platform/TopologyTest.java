package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTest {
  @Test
  void shouldTellWhoLeadsWhatAndWhoHasAllOfIt() throws JsonProcessingException {
    var topology =
        Topology.read(
            """
            {"brokers": [
              {"nodeId": 0, "partitions": [
                {"partitionId": 1, "role": "leader", "health": "healthy"},
                {"partitionId": 2, "role": "follower", "health": "healthy"}]},
              {"nodeId": 1, "partitions": [
                {"partitionId": 1, "role": "follower", "health": "unhealthy"},
                {"partitionId": 2, "role": "leader", "health": "healthy"}]}],
             "partitionsCount": 2}
            """);

    assertThat(topology.leaders()).isEqualTo(Map.of(1, 0, 2, 1));
    assertThat(topology.everyPartitionIsLed()).isTrue();
    assertThat(topology.hasAllOf(0)).isTrue();
    assertThat(topology.hasAllOf(1)).as("one of its partitions is not healthy").isFalse();
    assertThat(topology.hasAllOf(2)).as("the gateway does not know it").isFalse();
  }

  @Test
  void shouldNotCountAnUnhealthyLeader() throws JsonProcessingException {
    var topology =
        Topology.read(
            """
            {"brokers": [{"nodeId": 0, "partitions": [
                {"partitionId": 1, "role": "leader", "health": "unhealthy"}]}],
             "partitionsCount": 1}
            """);

    assertThat(topology.leaders()).isEmpty();
    assertThat(topology.everyPartitionIsLed()).isFalse();
  }

  @Test
  void shouldNotTakeAnEmptyClusterForALedOne() throws JsonProcessingException {
    var topology = Topology.read("{}");

    assertThat(topology.everyPartitionIsLed()).isFalse();
    assertThat(topology.hasAllOf(0)).isFalse();
  }
}
