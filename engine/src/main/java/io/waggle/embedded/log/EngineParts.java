package io.waggle.embedded.log;

import io.camunda.zeebe.db.TransactionContext;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.process.test.engine.InMemoryEngine;
import io.camunda.zeebe.protocol.Protocol;
import io.camunda.zeebe.scheduler.ActorScheduler;
import io.camunda.zeebe.scheduler.clock.ControlledActorClock;
import io.camunda.zeebe.stream.impl.StreamProcessor;
import io.camunda.zeebe.stream.impl.state.DbKeyGenerator;
import io.grpc.Server;
import io.waggle.embedded.store.MemoryStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * What Zeebe's test engine is made of. Its factory binds a gRPC server on every interface and keeps
 * log and clock to itself, so they are read from its private fields: this is the one place that
 * does so, and {@code EnginePartsTest} fails when a version of the engine moves them.
 */
final class EngineParts {
  private static final Logger LOG = System.getLogger(EngineParts.class.getName());
  private static final int PARTITION = 1;
  private static final String GATEWAYS_WRITER = "writer";
  private static final String LOGS_STORAGE = "logStorage";
  private static final String STORAGES_ENTRIES = "logEntries";
  private static final String EXECUTOR = "executor";
  private static final Instant FIRST_KEYS = Instant.parse("2026-01-01T00:00:00Z");

  /** More than an engine can use; there is room for decades. */
  private static final long KEYS_PER_MILLISECOND = 1_000;

  /** Binds nothing yet; the port is what its gateway would say it is at. */
  private final ZeebeTestEngine made = EngineFactory.create(0);

  private final MemoryStore store = new MemoryStore();

  private final Executor pushes =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("waggle-job-push-", 0).factory());

  EngineParts() {
    set(part(StreamProcessor.class), "zeebeDb", store); // which it asks for when it is started
    loseNoCommand();
    loseNoRecord();
    pushJobsOnOwnThreads();
  }

  LogStream log() {
    return part(LogStream.class);
  }

  GatewayImplBase gateway() {
    return part(GatewayImplBase.class);
  }

  ControlledActorClock clock() {
    return part(ControlledActorClock.class);
  }

  /** As a cluster's are: no two engines give the same key, for journals outlive this one. */
  void beginKeysAt(Instant begin) {
    TransactionContext context = store.createContext();
    long first = Duration.between(FIRST_KEYS, begin).toMillis() * KEYS_PER_MILLISECOND;
    context.runInTransaction(
        () ->
            new DbKeyGenerator(PARTITION, store, context)
                .setKeyIfHigher(Protocol.encodePartitionId(PARTITION, first)));
  }

  /** Lets go of an engine that was not started; stopping it as a whole would wait for ever. */
  void discard() {
    try {
      part(ActorScheduler.class).close();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "Threads of an engine that was not started may be left", e);
    }
  }

  /** The same engine behind a gRPC server of one's own, not started yet. */
  ZeebeTestEngine behind(Server server) {
    try {
      Constructor<?> constructor = InMemoryEngine.class.getConstructors()[0];
      Object[] parts =
          Arrays.stream(constructor.getParameterTypes()).map(type -> ours(type, server)).toArray();
      return (ZeebeTestEngine) constructor.newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of the test engine is made otherwise", e);
    }
  }

  private Object ours(Class<?> type, Server server) {
    if (type == Server.class) {
      return server;
    }
    return type == ZeebeDb.class ? store : part(type);
  }

  private void loseNoCommand() {
    GatewayImplBase gateway = gateway();
    try {
      Field field = gateway.getClass().getDeclaredField(GATEWAYS_WRITER);
      Constructor<?> constructor = field.getType().getDeclaredConstructor(LogStreamWriter.class);
      constructor.setAccessible(true);
      PatientWriter patient = new PatientWriter(log().newLogStreamWriter());
      set(gateway, GATEWAYS_WRITER, constructor.newInstance(patient));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The test engine's gateway writes otherwise now", e);
    }
  }

  /**
   * The engine appends to an array list that others read at the same time. A reader that comes upon
   * a place before what is there can be seen fails, and skips it for good.
   */
  private void loseNoRecord() {
    LogStorage storage = storage();
    set(
        storage,
        STORAGES_ENTRIES,
        Collections.synchronizedList(new ArrayList<>((List<?>) get(storage, STORAGES_ENTRIES))));
  }

  /**
   * The engine pushes jobs on the JVM's common pool, which has one thread on two cores. Who waits
   * there for what a job does, as a parallel stream in a test, would hold up that very job.
   */
  private void pushJobsOnOwnThreads() {
    set(
        get(gateway(), "jobStreamer"),
        "streams",
        new JobStreams(
            stream ->
                ((Collection<?>) get(stream, "consumers"))
                    .forEach(worker -> set(get(worker, EXECUTOR), EXECUTOR, pushes))));
  }

  LogStorage storage() {
    return (LogStorage) get(log(), LOGS_STORAGE);
  }

  private static Object get(Object part, String name) {
    try {
      Field field = part.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(part);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The test engine has no '%s' now".formatted(name), e);
    }
  }

  private static void set(Object part, String name, Object value) {
    try {
      Field field = part.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.set(part, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The test engine has no '%s' now".formatted(name), e);
    }
  }

  /** The part that is of this type, or is a subtype of it. */
  private <T> T part(Class<T> type) {
    return Stream.of(InMemoryEngine.class.getDeclaredFields())
        .filter(field -> type.isAssignableFrom(field.getType()))
        .findFirst()
        .map(field -> type.cast(value(field)))
        .orElseThrow(
            () -> new IllegalStateException("This version of the test engine has no " + type));
  }

  private Object value(Field field) {
    try {
      field.setAccessible(true);
      return field.get(made);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The test engine does not give up its " + field, e);
    }
  }
}
