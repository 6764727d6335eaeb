package io.waggle.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Closes what a test has opened. */
abstract class WithCluster {
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }

  AgentClient client(FakeCluster cluster) {
    return open(
        AgentClient.connect(
            Connection.LOCAL
                .withWebAddress(cluster.address())
                .withPatience(Duration.ofSeconds(5))));
  }

  <T extends AutoCloseable> T open(T resource) {
    open.addFirst(resource);
    return resource;
  }
}
