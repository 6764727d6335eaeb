package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.worker.JobWorker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConcurrencyIT extends EngineTest {
  private static final int INSTANCES = 50;
  private static final int READERS = 8;
  private static final Executor PEOPLE = Thread::startVirtualThread;

  /** What a read says once, it must not take back. */
  @Test
  void shouldServeManyReadersWhileManyInstancesRun() {
    deploy(
        process("busy")
            .serviceTask("One", task -> task.zeebeJobType("busy"))
            .serviceTask("Two", task -> task.zeebeJobType("busy"))
            .userTask("Ask", task -> task.zeebeUserTask())
            .endEvent()
            .done(),
        "busy");
    AtomicBoolean over = new AtomicBoolean();
    try (CamundaClient grpc = overGrpc();
        JobWorker worker = worker(grpc, "busy")) {
      List<CompletableFuture<Void>> reading =
          Stream.generate(() -> CompletableFuture.runAsync(() -> read(over), PEOPLE))
              .limit(READERS)
              .toList();
      List<Long> keys = Stream.generate(() -> create("busy", Map.of())).limit(INSTANCES).toList();
      List<CompletableFuture<Void>> completing =
          keys.stream()
              .map(key -> CompletableFuture.runAsync(() -> complete(key), PEOPLE))
              .toList();
      completing.forEach(CompletableFuture::join);
      keys.forEach(key -> eventually(() -> engine.records().end(key).orElse(null)));
      assertThat(worker.isOpen()).isTrue();
      over.set(true);
      reading.forEach(CompletableFuture::join);
      assertThat(ended()).isEqualTo(INSTANCES);
    } finally {
      over.set(true);
    }
  }

  @Test
  void shouldPushJobsToAWorkerWhileTheCommonPoolIsHeldUp() {
    deploy(
        process("held-up")
            .serviceTask("One", task -> task.zeebeJobType("held-up"))
            .serviceTask("Two", task -> task.zeebeJobType("held-up"))
            .endEvent()
            .done(),
        "held-up");
    var goOn = new CountDownLatch(1);
    try (CamundaClient grpc = overGrpc();
        JobWorker worker = worker(grpc, "held-up")) {
      assertThat(worker.isOpen()).isTrue();
      holdUp(ForkJoinPool.commonPool(), goOn);

      long key = create("held-up", Map.of());

      eventually(() -> engine.records().end(key).orElse(null));
    } finally {
      goOn.countDown();
    }
  }

  private static void holdUp(ForkJoinPool pool, CountDownLatch until) {
    var held = new CountDownLatch(pool.getParallelism());
    for (int thread = 0; thread < pool.getParallelism(); thread++) {
      pool.execute(
          () -> {
            held.countDown();
            wait(until);
          });
    }
    wait(held);
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JobWorker worker(CamundaClient grpc, String type) {
    return grpc.newWorker()
        .jobType(type)
        .handler((client, job) -> client.newCompleteCommand(job).send().join())
        .streamEnabled(true)
        .open();
  }

  private void complete(long key) {
    camunda
        .newCompleteUserTaskCommand(task(key).getUserTaskKey())
        .variables(Map.of("done", key))
        .send()
        .join();
  }

  private void read(AtomicBoolean over) {
    long before = 0;
    while (!over.get()) {
      long now = ended();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
      camunda.newVariableSearchRequest().page(page -> page.limit(10)).send().join();
      camunda.newElementInstanceSearchRequest().page(page -> page.limit(10)).send().join();
    }
  }

  private long ended() {
    return camunda
        .newProcessInstanceSearchRequest()
        .filter(filter -> filter.processDefinitionId("busy").state(ProcessInstanceState.COMPLETED))
        .send()
        .join()
        .page()
        .totalItems();
  }
}
