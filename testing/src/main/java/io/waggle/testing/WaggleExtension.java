package io.waggle.testing;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agent;
import io.waggle.client.AgentClient;
import io.waggle.client.RunRequest;
import io.waggle.embedded.EngineRecords;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link TestBed} for the tests of one class. Before each test the model forgets its screenplay
 * and what it was asked.
 *
 * {@snippet :
 * @RegisterExtension
 * static final WaggleExtension waggle = WaggleExtension.application(ResearchAgent.class);
 *
 * @Test
 * void shouldNameItsPapers() {
 *   waggle.play(Screenplay.role("researcher").otherwise("By dancing (waggle-dance).").build());
 *
 *   TestRun run = waggle.run("researcher", "How do bees tell the way?");
 *
 *   assertThat(run).isCompleted().hasResultContaining("waggle-dance");
 * }
 * }
 */
public final class WaggleExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private TestBedSettings settings;
  private @Nullable TestBed bed;

  private WaggleExtension(TestBedSettings settings) {
    this.settings = settings;
  }

  /**
   * @param application a Spring Boot application whose agents are tested; started by its {@code
   *     main}, where it has one
   * @return an extension for a static field
   */
  public static WaggleExtension application(Class<?> application) {
    return new WaggleExtension(TestBedSettings.application(application));
  }

  /**
   * @param agents the agents that are tested
   * @return an extension for a static field
   */
  public static WaggleExtension agents(Agent... agents) {
    return new WaggleExtension(TestBedSettings.agents(List.of(agents)));
  }

  /**
   * @param name of a setting of the worker
   * @param value as it stands on a command line
   * @return this
   */
  public WaggleExtension withProperty(String name, String value) {
    settings = settings.withProperty(name, value);
    return this;
  }

  /**
   * @param name of a bean, which agents in Markdown files may name as their tools
   * @param bean for example an object with {@code @Tool} methods
   * @return this
   */
  public WaggleExtension withBean(String name, Object bean) {
    settings = settings.withBean(name, bean);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    bed = TestBed.open(settings);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    bed().reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestBed open = bed;
    if (open != null) {
      open.close();
    }
  }

  /** {@link TestBed#play}. */
  public WaggleExtension play(Screenplay screenplay) {
    bed().play(screenplay);
    return this;
  }

  /** {@link TestBed#run(String, String)}. */
  public TestRun run(String agent, String task) {
    return bed().run(agent, task);
  }

  /** {@link TestBed#run(RunRequest)}. */
  public TestRun run(RunRequest request) {
    return bed().run(request);
  }

  /** {@link TestBed#start(String, String)}. */
  public TestRun start(String agent, String task) {
    return bed().start(agent, task);
  }

  /** {@link TestBed#start(RunRequest)}. */
  public TestRun start(RunRequest request) {
    return bed().start(request);
  }

  /** {@link TestBed#person}. */
  public Person person(String name) {
    return bed().person(name);
  }

  /** {@link TestBed#increaseTime}. */
  public void increaseTime(Duration duration) {
    bed().increaseTime(duration);
  }

  /** {@link TestBed#model}. */
  public ScriptedModel model() {
    return bed().model();
  }

  /** {@link TestBed#client}. */
  public AgentClient client() {
    return bed().client();
  }

  /** {@link TestBed#camunda}. */
  public CamundaClient camunda() {
    return bed().camunda();
  }

  /** {@link TestBed#records}. */
  public EngineRecords records() {
    return bed().records();
  }

  /** {@link TestBed#bean}. */
  public <T> T bean(Class<T> type) {
    return bed().bean(type);
  }

  private TestBed bed() {
    TestBed open = bed;
    if (open == null) {
      throw new IllegalStateException(
          "The test bed is not open: register the extension in a static field with @RegisterExtension.");
    }
    return open;
  }
}
