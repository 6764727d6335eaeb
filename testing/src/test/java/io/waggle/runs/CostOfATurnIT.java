package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.Limits;
import io.waggle.embedded.LogSize;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What a turn with one call costs, in what can be counted: it must not grow unseen. Times are
 * measured by the benchmarks.
 */
class CostOfATurnIT {
  private static final int FEW = 10;
  private static final int MANY = 60;
  private static final String JOURNAL =
      "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());

  private static TestBed bed;
  private static JdbcClient database;

  static final class Nothing {
    @Tool(description = "Does nothing.", effect = Effect.READ)
    String nothing() {
      return "done";
    }
  }

  /**
   * What was spent.
   *
   * @param records of the engine
   * @param bytes of these
   * @param writes statements of the journal that change something
   * @param reads its other statements
   * @param kilobytes allocated by worker, engine and scripted model together
   */
  record Spent(double records, double bytes, double writes, double reads, double kilobytes) {
    static Spent now() {
      LogSize log = bed.records().size();
      return new Spent(
          log.records(),
          log.bytes(),
          statements("in ('insert', 'update', 'delete')"),
          statements("= 'select'"),
          allocated() / 1e3);
    }

    /** By the difference of two runs: what a run costs besides its turns is in both. */
    Spent perTurn(Spent few) {
      int turns = MANY - FEW;
      return new Spent(
          (records - few.records) / turns,
          (bytes - few.bytes) / turns,
          (writes - few.writes) / turns,
          (reads - few.reads) / turns,
          (kilobytes - few.kilobytes) / turns);
    }

    Spent since(Spent before) {
      return new Spent(
          records - before.records,
          bytes - before.bytes,
          writes - before.writes,
          reads - before.reads,
          kilobytes - before.kilobytes);
    }

    private static long statements(String comparison) {
      return database
          .sql(
              """
              select coalesce(sum(execution_count), 0) from information_schema.query_statistics
              where lower(substring(trim(sql_statement), 1, 6)) %s
                and lower(sql_statement) not like '%%waggle_worker%%'
              """
                  .formatted(comparison))
          .query(Long.class)
          .single();
    }

    private static long allocated() {
      return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("outside").build(),
                        agent("inlined").inline(ToolRule.calls("*")).build()))
                .withProperty("waggle.journal.url", JOURNAL)
                .withProperty("waggle.journal.intent-delay", "1m") // however slow the machine is
                .withProperty("waggle.worker.max-repeats", "1000"));
    database = JdbcClient.create(new DriverManagerDataSource(JOURNAL));
    database.sql("set query_statistics true").update();
    database.sql("set query_statistics_max_entries 1000").update();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(new Nothing())
        .limits(new Limits(null, 1_000, null, null))
        .planning(Planning.NEVER);
  }

  private static Spent run(String agent, int turns) {
    bed.play(
        Screenplay.role(agent)
            .on(When.turn(turns))
            .reply("Done.")
            .on(When.ALWAYS)
            .reply(Reply.call("nothing", Map.of()))
            .build());
    Spent before = Spent.now();
    assertThat(bed.run(agent, "Work").variables()).containsEntry("result", "Done.");
    return Spent.now().since(before);
  }

  private static Spent turn(String agent) {
    run(agent, FEW);
    Spent turn = run(agent, MANY).perTurn(run(agent, FEW));
    System.out.println("A turn " + agent + ": " + turn);
    return turn;
  }

  @Test
  void shouldCostNoMoreThanItDid() {
    Spent outside = turn("outside");

    assertThat(outside.records()).isLessThan(42);
    assertThat(outside.bytes()).isLessThan(22_000);
    assertThat(outside.writes()).as("two outcomes, what is used up").isLessThan(3.5);
    assertThat(outside.reads()).as("two jobs' runs").isLessThan(2.5);
    assertThat(outside.kilobytes()).isLessThan(3_500);
  }

  @Test
  void shouldCostTheEngineNextToNothingInsideThink() {
    Spent inside = turn("inlined");

    assertThat(inside.records()).as("of a turn and its call").isLessThan(2);
    assertThat(inside.bytes()).isLessThan(1_000);
    assertThat(inside.writes()).isLessThan(3.5);
    assertThat(inside.reads()).isLessThan(2.5);
    assertThat(inside.kilobytes()).isLessThan(1_500);
  }

  @Test
  void shouldBeginAndEndARunAtNoMoreThanItDid() {
    run("outside", 1);
    // workers that look for jobs meanwhile can only add to it
    Spent run =
        Stream.generate(() -> run("outside", 1))
            .limit(3)
            .min(Comparator.comparing(Spent::records))
            .orElseThrow();
    System.out.println("A run of one turn: " + run);

    assertThat(run.records()).isLessThan(360);
    assertThat(run.writes())
        .as("six outcomes, what three of them use up, and the run, which begins and ends")
        .isLessThan(12);
  }
}
