package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Outcome;
import io.waggle.client.RunResult;
import io.waggle.scripted.RecordedRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Two versions of one agent at work side by side, and one after the other. */
class RollingDeployIT {
  private static final int RUNS = 15;
  private static final int TURNS = 3;
  private static final Pattern ORDER = Pattern.compile("Order (\\d+)!");
  private static final Pattern VERSION = Pattern.compile("You are the (old|new) clerk");

  /** Closed until runs of both versions are under way. */
  private static final class Gate {
    private final CountDownLatch open = new CountDownLatch(1);

    void pass() throws InterruptedException {
      open.await();
    }
  }

  /** The tools of one version; the other has none of their names. */
  record Old(Gate gate) {
    @Tool(description = "Books.", effect = Effect.ONCE)
    String book(@Param("which") String item) throws InterruptedException {
      gate.pass();
      return "booked " + item;
    }
  }

  record New(Gate gate) {
    @Tool(description = "Reserves.", effect = Effect.ONCE)
    String reserve(@Param("which") String item) throws InterruptedException {
      gate.pass();
      return "reserved " + item;
    }
  }

  /** What both versions have. */
  record Both(Gate gate) {
    @Tool(description = "Counts.", effect = Effect.READ)
    String count(@Param("what") String item) throws InterruptedException {
      gate.pass();
      return "7 of " + item;
    }
  }

  private static Agent clerk(String version, Object tools) {
    return Agent.named("clerk")
        .model("play:clerk")
        .instructions("You are the %s clerk.".formatted(version))
        .tools(tools)
        .planning(Planning.NEVER)
        .build();
  }

  private static Screenplay screenplay() {
    ScreenplayBuilder play = Screenplay.role("clerk");
    for (int turn = 0; turn < TURNS; turn++) {
      for (String tool : List.of("book", "reserve", "count")) {
        play =
            play.on(When.turn(turn).offering(tool))
                .reply(Reply.call(tool, Map.of("item", "honey")));
      }
    }
    return play.otherwise("Done.").build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"forwards", "backwards"})
  void shouldKeepEachRunWithTheVersionThatItBeganWith(String direction) {
    boolean forwards = direction.equals("forwards");
    Gate gate = new Gate();
    Agent older = clerk("old", new Old(gate));
    Agent newer = clerk("new", new New(gate));
    try (TestBed bed = TestBed.holding(List.of(forwards ? older : newer))) {
      bed.play(screenplay());
      List<TestRun> runs = begin(bed, 0);
      awaitAsked(bed, RUNS);
      try (ConfigurableApplicationContext second =
          bed.startAnotherWorker(TestBedSettings.agents(List.of(forwards ? newer : older)))) {
        assertThat(second.isActive()).isTrue();
        runs.addAll(begin(bed, RUNS));
        awaitAsked(bed, 2 * RUNS);
        gate.open.countDown();

        assertThat(runs).allSatisfy(run -> assertEnded(run.awaitEnd().result()));
        assertThat(versionsOfRuns(bed))
            .hasSize(2 * RUNS)
            .allSatisfy((order, versions) -> assertThat(versions).as(order).hasSize(1));
        assertThat(versionsOfRuns(bed).values()).contains(Set.of("old"), Set.of("new"));
      }
    }
  }

  @Test
  void shouldGoOnWithTheNewVersionOnceTheOldOneIsGone() {
    Gate gate = new Gate();
    try (TestBed bed = TestBed.holding(List.of(clerk("old", new Both(gate))))) {
      bed.play(screenplay());
      List<TestRun> runs = begin(bed, 0);
      awaitAsked(bed, RUNS);
      try (ConfigurableApplicationContext second =
          bed.startAnotherWorker(TestBedSettings.agents(List.of(clerk("new", new Both(gate)))))) {
        assertThat(second.isActive()).isTrue();
        bed.stopWorker();
        gate.open.countDown();

        assertThat(runs)
            .allSatisfy(run -> assertEnded(bed.client().await(run.id(), TestBed.PATIENCE)));
        assertThat(versionsOfRuns(bed).values()).containsOnly(Set.of("old", "new"));
      }
    }
  }

  /** Until so many runs have had their first turn, and are in their tools. */
  private static void awaitAsked(TestBed bed, int runs) {
    await().atMost(TestBed.PATIENCE).until(() -> bed.model().counts().total() == runs);
  }

  private static List<TestRun> begin(TestBed bed, int from) {
    List<TestRun> runs = new ArrayList<>();
    for (int order = from; order < from + RUNS; order++) {
      runs.add(bed.start("clerk", "Order %d!".formatted(order)));
    }
    return runs;
  }

  private static void assertEnded(RunResult result) {
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.text()).isEqualTo("Done.");
  }

  /** By the order that a run is about: the versions whose instructions its requests had. */
  private static Map<String, Set<String>> versionsOfRuns(TestBed bed) {
    Map<String, Set<String>> versions = new TreeMap<>();
    for (RecordedRequest request : bed.model().requests()) {
      versions
          .computeIfAbsent(find(ORDER, request.body()), order -> new TreeSet<>())
          .add(find(VERSION, request.body()));
    }
    return versions;
  }

  private static String find(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertThat(matcher.find()).as("%s in %s", pattern, body).isTrue();
    return matcher.group(1);
  }
}
