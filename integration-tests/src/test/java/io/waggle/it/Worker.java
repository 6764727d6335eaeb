package io.waggle.it;

import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.platform.Addresses;
import io.waggle.platform.Platform;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
  static Worker holding(Platform platform, Screenplay screenplay, List<Agent> agents) {
    return holding(platform.addresses(), screenplay, agents);
  }

  /** The same, at these addresses. */
  static Worker holding(Addresses addresses, Screenplay screenplay, List<Agent> agents) {
    ScriptedModel model = ScriptedModel.start(screenplay);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Application.class)
            .initializers(
                fresh ->
                    agents.forEach(
                        agent ->
                            ((GenericApplicationContext) fresh)
                                .registerBean(agent.name(), Agent.class, () -> agent)))
            .run(arguments(addresses, "--waggle.providers.play.base-url=" + model.baseUrl()));
    return new Worker(context, model).subscribed();
  }

  /** Runs somebody's application as it is. */
  static Worker of(Platform platform, Class<?> application, String... more) {
    ScriptedModel unused = ScriptedModel.start(Screenplay.role("nobody").otherwise("").build());
    return new Worker(
            new SpringApplicationBuilder(application).run(arguments(platform.addresses(), more)),
            unused)
        .subscribed();
  }

  private static String[] arguments(Addresses addresses, String... more) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(
                "--server.port=0",
                "--camunda.client.grpc-address=" + addresses.grpcAddress(),
                "--camunda.client.rest-address=" + addresses.restAddress(),
                "--waggle.gate.tasklist.url=" + addresses.webAddress(),
                "--waggle.gate.tasklist.username=" + Addresses.USER,
                "--waggle.gate.tasklist.password=" + Addresses.PASSWORD,
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()),
            java.util.Arrays.stream(more))
        .toArray(String[]::new);
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
