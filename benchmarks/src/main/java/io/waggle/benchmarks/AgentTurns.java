package io.waggle.benchmarks;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Models;
import io.waggle.crashtest.Cluster;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An agent whose model answers at once, over HTTP, and calls a tool that does nothing; with the
 * journal that is given.
 */
final class AgentTurns implements AutoCloseable {
  /** Each turn and each call is a job of the engine. */
  static final String OUTSIDE = "turner";

  /** Its calls run inside "Think". */
  static final String INSIDE = "inliner";

  private static final Set<String> ENDS = Set.of("completed", "partial");

  private final ScriptedModel model;
  private final boolean modelIsOurs;
  private final ConfigurableApplicationContext worker;

  /** The worker process. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    @Bean
    Agent turner() {
      return agent(OUTSIDE).build();
    }

    @Bean
    Agent inliner() {
      return agent(INSIDE).inline(ToolRule.calls("*")).build();
    }

    private static AgentBuilder agent(String name) {
      return Agent.named(name)
          .description("Takes turns")
          .model("play:turner")
          .instructions("You take turns.")
          .tools(new Nothing())
          .planning(Planning.NEVER)
          .limits(new Limits(null, 1000, null, null).withTokens(1_000_000_000L));
    }

    @Bean
    TurnTimes turnTimes() {
      return new TurnTimes();
    }

    @Bean
    static BeanPostProcessor llmTiming(ObjectProvider<TurnTimes> times) {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof ChatModels models ? timed(models, times.getObject()) : bean;
        }
      };
    }

    private static ChatModels timed(ChatModels models, TurnTimes times) {
      return reference -> {
        ChatModel model = models.model(reference);
        return request -> {
          long begun = System.nanoTime();
          try {
            return model.chat(request);
          } finally {
            times.llmCall(System.nanoTime() - begun);
          }
        };
      };
    }
  }

  /** Nothing to do. */
  static final class Nothing {
    private static final String OBSERVATION = "o".repeat(4096);

    @Tool(description = "Does nothing.", effect = Effect.READ)
    String nothing() {
      return "done";
    }

    @Tool(description = "Does nothing and says 4 KB about it.", effect = Effect.READ)
    String nothingLong() {
      return OBSERVATION;
    }
  }

  /**
   * @param journal JDBC URL; empty: the default, an H2 file
   */
  AgentTurns(Cluster cluster, Path home, String journal) {
    this(
        cluster,
        home,
        journal,
        ScriptedModel.start(Screenplay.role("turner").otherwise("Done.").build()),
        true);
  }

  private AgentTurns(
      Cluster cluster, Path home, String journal, ScriptedModel model, boolean modelIsOurs) {
    this.model = model;
    this.modelIsOurs = modelIsOurs;
    worker =
        new SpringApplicationBuilder(Application.class)
            .run(
                "--server.port=0",
                "--logging.level.root=warn",
                "--waggle.home=" + home,
                "--waggle.journal.url=" + journal,
                "--waggle.worker.max-repeats=1000",
                "--waggle.context.default-window=10000000",
                "--camunda.client.grpc-address=" + cluster.grpcAddress(),
                "--camunda.client.rest-address=" + cluster.restAddress(),
                "--waggle.providers.play.base-url=" + model.baseUrl());
    WorkerLifecycle lifecycle = worker.getBean(WorkerLifecycle.class);
    while (!lifecycle.isSubscribed()) {
      Thread.onSpinWait();
    }
  }

  /** One more worker of the same agents, with the same model. */
  AgentTurns beside(Cluster cluster, Path home, String journal) {
    return new AgentTurns(cluster, home, journal, model, false);
  }

  /** Base URL of the model. */
  URI model() {
    return model.baseUrl();
  }

  CamundaClient camunda() {
    return worker.getBean(CamundaClient.class);
  }

  /** Of the worker's journal. */
  JournalRows rows() {
    return new JournalRows(worker);
  }

  TurnTimes times() {
    return worker.getBean(TurnTimes.class);
  }

  /** A run of so many turns that call a tool, and one that ends it. */
  void play(int turns, String tool) {
    model.play(
        Screenplay.role("turner")
            .on(When.turn(turns))
            .reply("Done.")
            .on(When.ALWAYS)
            .reply(Reply.call(tool, Map.of()))
            .build());
    model.reset();
  }

  /** Runs of one of the agents; as many turns as are played. */
  Turns of(String agent) {
    return turns -> run(agent);
  }

  private void run(String agent) {
    Map<String, Object> result =
        Instances.run(camunda(), Models.AGENT, Map.of("agent", agent, "task", "Take turns"));
    // partial: its end was the last turn that the limit allows
    if (!ENDS.contains(String.valueOf(result.get("outcome")))) {
      throw new IllegalStateException("The run ended as " + result);
    }
  }

  @Override
  public void close() {
    worker.close();
    if (modelIsOurs) {
      model.close();
    }
  }
}
