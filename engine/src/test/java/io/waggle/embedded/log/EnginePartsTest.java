package io.waggle.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The test engine is taken apart by reflection; a version that is made otherwise fails here. */
class EnginePartsTest {
  @Test
  void shouldFindEveryPart() {
    EngineParts parts = new EngineParts();

    assertThat(parts.log()).isNotNull();
    assertThat(parts.gateway()).isNotNull();
    assertThat(parts.clock()).isNotNull();
    assertThatCode(() -> startAndStop(parts)).doesNotThrowAnyException();
  }

  private static void startAndStop(EngineParts parts) {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build();
    ZeebeTestEngine engine = parts.behind(server);
    engine.start();
    engine.stop();
  }
}
