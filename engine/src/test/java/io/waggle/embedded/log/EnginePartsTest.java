package io.waggle.embedded.log;

import static io.camunda.zeebe.util.buffer.BufferUtil.wrapArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.logstreams.storage.LogStorage.AppendListener;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.util.buffer.DirectBufferWriter;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The test engine is taken apart by reflection; a version that is made otherwise fails here. */
class EnginePartsTest {
  private static final int ENTRIES = 100_000;
  private static final byte[] ENTRY = {7};
  private static final AppendListener NOBODY = new AppendListener() {};

  @Test
  void shouldFindEveryPart() {
    EngineParts parts = new EngineParts();

    assertThat(parts.log()).isNotNull();
    assertThat(parts.gateway()).isNotNull();
    assertThat(parts.clock()).isNotNull();
    assertThatCode(() -> startAndStop(parts)).doesNotThrowAnyException();
  }

  @Test
  void shouldShowAReaderEveryEntryWhileOthersAreAppended() {
    EngineParts parts = new EngineParts();
    LogStorage storage = parts.storage();
    CompletableFuture<Void> appended =
        CompletableFuture.runAsync(
            () ->
                IntStream.rangeClosed(1, ENTRIES)
                    .forEach(
                        at ->
                            storage.append(
                                at, at, new DirectBufferWriter().wrap(wrapArray(ENTRY)), NOBODY)),
            Thread::startVirtualThread);

    LogStorageReader reader = storage.newReader();
    for (int read = 0; read < ENTRIES; ) {
      if (reader.hasNext()) {
        assertThat(reader.next().getByte(0)).isEqualTo(ENTRY[0]);
        read++;
      } else {
        assertThat(appended).as("after %d entries", read).isNotCompletedExceptionally();
      }
    }
    appended.join();
    parts.discard();
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
