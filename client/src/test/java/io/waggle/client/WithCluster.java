package io.waggle.client;

import java.net.URI;
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
    return client(cluster, Duration.ofSeconds(5));
  }

  /** One that waits for nothing that is not there, except a moment. */
  AgentClient impatientClient(FakeCluster cluster) {
    return client(cluster, Duration.ofMillis(400));
  }

  private AgentClient client(FakeCluster cluster, Duration patience) {
    return open(
        AgentClient.connect(
            Connection.LOCAL
                .withRestAddress(cluster.address())
                .withOperateAddress(URI.create("http://127.0.0.1:9/operate"))
                .withLogin(new Login("demo", "demo"))
                .withPatience(patience)));
  }

  /** One that both starts and follows runs. */
  AgentClient client(FakeGateway gateway, FakeCluster cluster, Duration patience) {
    return open(
        AgentClient.connect(
            Connection.LOCAL
                .withGrpcAddress(gateway.address())
                .withRestAddress(cluster.address())
                .withLogin(new Login("demo", "demo"))
                .withPatience(patience)));
  }

  /** One in which a run and its sub-agents ask for a plan, a tool call and an answer. */
  FakeCluster asking() {
    FakeCluster cluster = Story.started(open(new FakeCluster()));
    Story.workOnFirstStep(cluster);
    GateStory.approvePlan(cluster);
    GateStory.approveToolCall(cluster);
    GateStory.askQuestion(cluster);
    return cluster;
  }

  <T extends AutoCloseable> T open(T resource) {
    open.addFirst(resource);
    return resource;
  }
}
