package io.waggle.it;

import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.crashtest.Cluster;
import io.waggle.embedded.process.FreePort;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** A worker process within this JVM, with a journal of its own and a scripted model. */
final class Worker implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final ScriptedModel model;

  @Configuration
  @EnableAutoConfiguration
  static class Application {}

  private Worker(ConfigurableApplicationContext context, ScriptedModel model) {
    this.context = context;
    this.model = model;
  }

  /** Holds these agents; their models are {@code play:<role>} of the screenplay. */
  static Worker holding(Cluster cluster, Screenplay screenplay, List<Agent> agents) {
    return holding(cluster, screenplay, agents, freshJournal());
  }

  /**
   * The same, with a journal that other workers can have, too.
   *
   * @param journal the URL of its database
   * @param more settings, each as on a command line
   */
  static Worker holding(
      Cluster cluster, Screenplay screenplay, List<Agent> agents, String journal, String... more) {
    // Nobody is given its port while it is away.
    ScriptedModel model = ScriptedModel.start(screenplay, FreePort.find());
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(Application.class)
            .initializers(
                fresh ->
                    agents.forEach(
                        agent ->
                            ((GenericApplicationContext) fresh)
                                .registerBean(agent.name(), Agent.class, () -> agent)));
    Stream<String> settings =
        Stream.concat(
            Stream.of("--waggle.providers.play.base-url=" + model.baseUrl()), Stream.of(more));
    return started(application, model, arguments(cluster, journal, settings));
  }

  /** The URL of a database in memory that is there for as long as this JVM. */
  static String freshJournal() {
    return "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
  }

  /** Runs somebody's application as it is, with its own application.yaml. */
  static Worker of(Cluster cluster, Class<?> application, String... more) {
    ScriptedModel unused = ScriptedModel.start(Screenplay.role("nobody").otherwise("").build());
    Stream<String> settings =
        Stream.concat(
            Stream.of("--spring.config.location=" + settingsOf(application)), Stream.of(more));
    return started(
        new SpringApplicationBuilder(application),
        unused,
        arguments(cluster, freshJournal(), settings));
  }

  /** One after the other: Spring Boot sets up logging, which all of a JVM share. */
  private static Worker started(
      SpringApplicationBuilder application, ScriptedModel model, String[] arguments) {
    synchronized (Worker.class) {
      return new Worker(application.run(arguments), model).subscribed();
    }
  }

  /** There are several on the class path here. */
  private static String settingsOf(Class<?> application) {
    String place = application.getProtectionDomain().getCodeSource().getLocation().toString();
    String folder = place.endsWith(".jar") ? "jar:" + place + "!/" : place;
    return folder + "application.yaml";
  }

  private static String[] arguments(Cluster cluster, String journal, Stream<String> more) {
    Stream<String> own =
        Stream.of(
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--camunda.client.grpc-address=" + cluster.grpcAddress(),
            "--camunda.client.rest-address=" + cluster.restAddress(),
            "--waggle.journal.url=" + journal);
    return Stream.concat(own, more).toArray(String[]::new);
  }

  private Worker subscribed() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(context.getBean(WorkerLifecycle.class)::isSubscribed);
    return this;
  }

  ScriptedModel model() {
    return model;
  }

  @Override
  public void close() {
    context.close();
    model.close();
  }
}
