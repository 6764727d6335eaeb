package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Limits;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.RunRecords;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * A long run: its variables stay small, and its last turns cost what those of a short one do; the
 * same where all of it is inside one job "Think".
 */
class ThousandTurnsIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int TURNS = 1_000;
  private static final int WINDOW = 50;
  private static final int WINDOWS = 4;
  private static final int SCOPE = 64 * 1024;
  private static final int COMPARISONS = 3;
  private static final double MOST = 3;

  static final class Talker {
    private final AtomicInteger said = new AtomicInteger();

    @Tool(description = "Says 4 KB, each time others.", effect = Effect.READ)
    String talk() {
      return said.incrementAndGet() + " observed".repeat(455);
    }

    @Tool(description = "Says little, each time something else.", effect = Effect.READ)
    String murmur() {
      return said.incrementAndGet() + " observed";
    }
  }

  private final List<Long> turnEnds = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> llmCalls = Collections.synchronizedList(new ArrayList<>());

  /**
   * Time without the pauses of the garbage collector: here they come from the requests of four
   * megabytes, each of which the scripted model keeps in this process.
   */
  private static long now() {
    long paused =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return System.nanoTime() - Duration.ofMillis(paused).toNanos();
  }

  /** LLM calls grow with the conversation by nature; what is left is engine and journal. */
  private JobListener turnClock() {
    return (moment, type, job) -> {
      if (type == JobType.TOOL && moment == JobMoment.RECORDED) {
        turnEnds.add(now());
      }
    };
  }

  private final class LlmClock implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof ChatModels models
          ? (ChatModels) reference -> timed(models.model(reference))
          : bean;
    }

    private ChatModel timed(ChatModel model) {
      return request -> {
        long begun = now();
        try {
          return model.chat(request);
        } finally {
          llmCalls.add(now() - begun);
        }
      };
    }
  }

  @Test
  void shouldKeepVariablesSmallAndTheCostOfATurnTheSame(@TempDir Path folder) {
    Agent agent = agent("talker").build();
    Agent inside = agent("inside").inline(ToolRule.calls("*")).build();
    String journal =
        "jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=0;RETENTION_TIME=5000";
    try (TestBed bed =
        TestBed.open(
            TestBedSettings.agents(List.of(agent, inside))
                .withProperty("waggle.journal.url", journal)
                .withProperty("waggle.worker.inline-turns", "1000")
                .withProperty("waggle.worker.inline-time", "PT1H")
                .withProperty("waggle.context.default-window", "10000000")
                .withBean("turnClock", turnClock())
                .withBean("llmClock", new LlmClock()))) {
      play(bed, "talker", "talk", TURNS);

      assertThat(bed.model().counts().answered()).isEqualTo(TURNS);
      assertThat(bed.records().scopeSizes().values())
          .allSatisfy(size -> assertThat(size).isLessThan(SCOPE));
      System.out.printf(
          "Largest scope: %,d characters%n", Collections.max(bed.records().scopeSizes().values()));
      assertThatLastTurnsCostLittleMore(bed, "talker", "talk");
      shouldCostTheSameInsideOneJob(bed);
    }
  }

  /**
   * A turn that read all before it from the journal would take far more; what is left between the
   * two are passes over a conversation of 2,000 messages in memory.
   */
  private void assertThatLastTurnsCostLittleMore(TestBed bed, String agent, String tool) {
    double times = timesOfShort(bed, agent, tool);
    // The machine may have been busy in the seconds of the last turns, and idle right after them.
    for (int more = 1; times >= MOST && more < COMPARISONS; more++) {
      play(bed, agent, tool, TURNS);
      times = timesOfShort(bed, agent, tool);
    }
    assertThat(times).as("last turns of '%s', in turns of a short run", agent).isLessThan(MOST);
  }

  /** The short one right after the long: warm code, and as much in the journal. */
  private double timesOfShort(TestBed bed, String agent, String tool) {
    double last = median();
    play(bed, agent, tool, WINDOW + 10);
    double ofShort = median();
    System.out.printf(
        "%s: %.1f ms a turn at turn 1,000, %.1f ms in a short run after it%n",
        agent, last, ofShort);
    return last / ofShort;
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(new Talker())
        .planning(Planning.NEVER)
        .limits(new Limits(null, TURNS, null, null).withTokens(1_000_000_000L));
  }

  private void shouldCostTheSameInsideOneJob(TestBed bed) {
    turnEnds.clear();
    llmCalls.clear();
    bed.play(talk("inside", "murmur", TURNS));
    bed.model().reset();
    int before = bed.records().activations("Think").size();

    TestRun run = bed.start("inside", "Talk");

    assertThat(run.awaitEnd(LONG).variables()).containsEntry("result", "Said all.");
    assertThat(bed.records().activations("Think").size() - before).as("jobs").isEqualTo(1);
    assertThat(bed.records().scopeSizes().values())
        .allSatisfy(size -> assertThat(size).isLessThan(SCOPE));
    List<String> turns =
        bed.bean(RunRecords.class).outline(run.id()).stream()
            .filter(row -> row.job().type() == JobType.THINK)
            .map(row -> row.job().at().path())
            .toList();
    assertThat(turns).hasSize(TURNS).endsWith("p1/s1/t" + TURNS);
    assertThat(bytes(bed, run, TURNS - 1))
        .as("in the journal, of a turn and its call")
        .isLessThan(bytes(bed, run, 2) + 100);
    System.out.printf(
        "Inside one job: %,d bytes of a turn and its call in the journal, %,d of all turns%n",
        bytes(bed, run, TURNS - 1),
        IntStream.range(1, TURNS).map(turn -> bytes(bed, run, turn)).sum());
    assertThatLastTurnsCostLittleMore(bed, "inside", "murmur");
  }

  private static int bytes(TestBed bed, TestRun run, int turn) {
    return Stream.of("p1/s1/t" + turn, "p1/s1/t" + turn + "/c1/run1")
        .map(path -> bed.bean(Journal.class).get(new JobAddress(run.id(), path)))
        .mapToInt(
            row ->
                (row.outcome() + row.content() + row.messages() + row.reply() + row.parent())
                    .length())
        .sum();
  }

  private void play(TestBed bed, String agent, String tool, int turns) {
    turnEnds.clear();
    llmCalls.clear();
    bed.play(talk(agent, tool, turns));
    assertThat(bed.start(agent, "Talk").awaitEnd(LONG).variables())
        .containsEntry("result", "Said all.");
  }

  private static Screenplay talk(String agent, String tool, int turns) {
    return Screenplay.role(agent)
        .on(When.turn(turns - 1))
        .reply("Said all.")
        .on(When.ALWAYS)
        .reply(Reply.call(tool, Map.of()))
        .build();
  }

  /**
   * Of the last turns; one lasts from one tool call's record to the next. Of several windows the
   * smallest: what else the machine does can only add to it.
   */
  private double median() {
    int last = turnEnds.size() - 1;
    return IntStream.range(0, Math.min(WINDOWS, last / WINDOW))
        .mapToDouble(window -> median(last - window * WINDOW))
        .min()
        .orElseThrow();
  }

  private double median(int last) {
    return IntStream.range(last - WINDOW, last)
        .mapToDouble(
            turn -> (turnEnds.get(turn + 1) - turnEnds.get(turn) - llmCalls.get(turn + 1)) / 1e6)
        .sorted()
        .toArray()[WINDOW / 2];
  }
}
