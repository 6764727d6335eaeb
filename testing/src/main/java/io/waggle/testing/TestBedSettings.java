package io.waggle.testing;

import io.waggle.agent.Agent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link TestBed} consists of. Immutable; every {@code with…} returns a copy.
 *
 * @param application a Spring Boot application that holds agents; {@link NoApplication} for agents
 *     that are given one by one
 * @param agents agents besides those of the application
 * @param beans beans besides those of the application, by name: what agents in Markdown use as
 *     tools, listeners
 * @param properties settings of the worker, which win over those of the application
 * @param ownModels whether agents are played by the models that their definitions name, and not by
 *     the scripted model of the kit
 */
public record TestBedSettings(
    Class<?> application,
    List<Agent> agents,
    Map<String, Object> beans,
    Map<String, String> properties,
    boolean ownModels) {

  public TestBedSettings {
    agents = List.copyOf(agents);
    beans = Map.copyOf(beans);
    properties = Map.copyOf(properties);
  }

  /**
   * @param application annotated as {@code @SpringBootApplication} is; its agents are found as in
   *     production
   */
  public static TestBedSettings application(Class<?> application) {
    return new TestBedSettings(application, List.of(), Map.of(), Map.of(), false);
  }

  /**
   * @param agents all agents of the worker
   */
  public static TestBedSettings agents(List<Agent> agents) {
    return new TestBedSettings(NoApplication.class, agents, Map.of(), Map.of(), false);
  }

  /**
   * @param name of a setting, such as {@code waggle.worker.job-timeout}
   * @param value as it stands on a command line
   */
  public TestBedSettings withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new TestBedSettings(application, agents, beans, more, ownModels);
  }

  /**
   * @param name of the bean
   * @param bean an object with {@code @Tool} methods, a listener, …
   */
  public TestBedSettings withBean(String name, Object bean) {
    Map<String, Object> more = new LinkedHashMap<>(beans);
    more.put(name, bean);
    return new TestBedSettings(application, agents, more, properties, ownModels);
  }

  /** Agents ask the models that their definitions name, at providers that the settings name. */
  public TestBedSettings withOwnModels() {
    return new TestBedSettings(application, agents, beans, properties, true);
  }

  /**
   * As on a command line, the settings of the kit first.
   *
   * @param addresses of engine, model and journal
   */
  String[] arguments(Map<String, String> addresses) {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    if (application == NoApplication.class) {
      all.put("spring.config.import", "classpath:waggle-worker.yaml");
    }
    // Whatever database the application has for its journal.
    all.put("waggle.journal.username", "");
    all.put("waggle.journal.password", "");
    all.put("waggle.journal.data-source", "");
    if (!ownModels) {
      all.put("waggle.memory.embedding-model", ""); // nothing is sent to a provider
    }
    all.putAll(addresses);
    all.putAll(properties);
    List<String> arguments = new ArrayList<>();
    all.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
    return arguments.toArray(String[]::new);
  }

  /** A free port; and short times, for tests do not want to wait for what was meant for people. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "server.port", "0",
          "waggle.worker.job-timeout", "PT5S",
          "waggle.worker.paused-interval", "PT1S");
}
