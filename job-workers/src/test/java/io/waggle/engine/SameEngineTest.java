package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.waggle.journal.EngineMarks;
import io.waggle.journal.JournalOfMarks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which journals are taken for those of an engine. */
class SameEngineTest {
  /** Where a partition begins to count. */
  private static final long FIRST = 1L << 51;

  private static final long SECOND_PARTITION = 2L << 51;

  private final Engine engine = new Engine();
  private final JournalOfMarks journal = new JournalOfMarks();
  private Server server;
  private CamundaClient camunda;

  /** Messages and keys, as Zeebe has them. */
  private static final class Engine extends GatewayImplBase {
    private final Set<String> messages = new HashSet<>();
    private final AtomicLong keys = new AtomicLong(FIRST);

    @Override
    public synchronized void publishMessage(
        PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
      if (messages.contains(request.getMessageId())) {
        answer.onError(Status.ALREADY_EXISTS.asRuntimeException());
        return;
      }
      if (request.getTimeToLive() > 0) {
        messages.add(request.getMessageId());
      }
      answer.onNext(PublishMessageResponse.newBuilder().setKey(keys.incrementAndGet()).build());
      answer.onCompleted();
    }

    void loseData() {
      messages.clear();
      keys.set(FIRST);
    }

    void workUntil(long key) {
      keys.set(key);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(engine)
            .build()
            .start();
    camunda =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://127.0.0.1:" + server.getPort()))
            .preferRestOverGrpc(false)
            .build();
  }

  @AfterEach
  void stop() {
    camunda.close();
    server.shutdownNow();
  }

  private EngineMarks marks() {
    return journal.marks();
  }

  private void check() {
    new SameEngine(camunda, marks()).check(OptionalLong.empty());
  }

  private void check(long deployed) {
    new SameEngine(camunda, marks()).check(OptionalLong.of(deployed));
  }

  @Test
  void shouldKnowTheEngineOfItsJournalAgain() {
    check();
    journal.has(FIRST + 500);
    engine.workUntil(FIRST + 600);

    for (int start = 0; start < 3; start++) {
      assertThatCode(() -> check(FIRST + 10)).doesNotThrowAnyException();
    }
    assertThat(marks().all()).hasSize(1);
    assertThat(engine.messages).hasSize(1);
  }

  @Test
  void shouldRefuseTheJournalOfAnEngineWhoseDataIsGone() {
    check();
    journal.has(FIRST + 500);
    engine.loseData();

    for (int start = 0; start < 3; start++) {
      assertThatThrownBy(() -> check(FIRST + 1))
          .isInstanceOf(WrongEngineException.class)
          .hasMessageContainingAll(
              "of another engine, or of one whose data is gone", "waggle.journal.url");
      assertThatThrownBy(this::check).isInstanceOf(WrongEngineException.class);
    }
    assertThat(engine.messages).as("left there by a check").isEmpty();
  }

  /** The processes were deployed before, so their instances may have any of the keys since. */
  @Test
  void shouldRefuseTheJournalAlsoOnceTheEngineHasGivenAllItsKeysAgain() {
    check();
    journal.has(FIRST + 500);
    engine.loseData();
    engine.workUntil(FIRST + 10_000);

    assertThatThrownBy(() -> check(FIRST + 1)).isInstanceOf(WrongEngineException.class);
  }

  @Test
  void shouldRefuseAJournalOfBeforeMarksWhereTheEngineIsBehindIt() {
    journal.has(FIRST + 500);

    assertThatThrownBy(this::check).isInstanceOf(WrongEngineException.class);
  }

  @Test
  void shouldTakeOverAJournalOfBeforeMarksWhereTheEngineIsAheadOfIt() {
    journal.has(FIRST + 500);
    journal.has(-(FIRST + 510));
    journal.has(SECOND_PARTITION + 900);
    engine.workUntil(FIRST + 600);

    check();

    assertThat(marks().all()).hasSize(1);
  }

  /** As the embedded engine, whose keys begin at its start. */
  @Test
  void shouldTakeAnEngineThatCanGiveNoneOfTheJournalsKeys() {
    check();
    journal.has(FIRST + 500);
    engine.loseData();
    engine.workUntil(FIRST + 1_000_000);

    check(FIRST + 1_000_001);
    check(FIRST + 1_000_001);

    assertThat(marks().all()).hasSize(2);
  }

  @Test
  void shouldRefuseKeysOfAnotherPartitionOfWhichNothingIsKnown() {
    check();
    journal.has(SECOND_PARTITION + 5);
    engine.loseData();
    engine.workUntil(FIRST + 1_000_000);

    assertThatThrownBy(() -> check(FIRST + 1_000_001)).isInstanceOf(WrongEngineException.class);
  }
}
