package io.waggle.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.approval.Approvals;
import io.waggle.decision.Decisions;
import io.waggle.engine.JobBench;
import io.waggle.engine.JobBench.Told;
import io.waggle.invocation.Secrets;
import io.waggle.invocation.ToolRunner;
import io.waggle.invocation.ToolThreads;
import io.waggle.journal.JournalJson;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tool calls of processes: journal and worker, and an engine that only listens. */
@SuppressWarnings("unused")
class CallWorkerTest {
  private static final String NO_LOOK_UP = "the tool has no look-up";

  private final Bank bank = new Bank();
  private final Agent agent =
      Agent.named("clerk").model("play:any").instructions("Be exact.").tools(bank).build();
  private final JobBench bench = new JobBench(agent);
  private final CallWorker worker =
      new CallWorker(
          bench.lone(),
          new ToolRunner(Secrets.NONE, new ToolThreads(8)),
          new Approvals(
              Agents.of(List.of(new Defined("clerk.md", agent))),
              new Decisions(bench.journal().journal(), JournalJson.mapper(), bench.callers())));

  /** Whose tools do each time what the next word says; the last one stays. */
  private final class Bank {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    @Tool(description = "Books.", lookUp = "booking", settlesWithin = "PT0S")
    String book(String how, String trace) throws InterruptedException {
      return act(how);
    }

    Optional<String> booking(String trace) {
      return switch (trace) {
        case "there" -> Optional.of("found");
        case "none" -> Optional.empty();
        default -> throw new IllegalStateException("the books are closed");
      };
    }

    @Tool(description = "Wires.")
    String wire(String how, String trace) throws InterruptedException {
      return act(how);
    }

    @Tool(description = "Wires, in no time.", timeout = "PT2S")
    String wireSoon(String how, String trace) throws InterruptedException {
      return act(how);
    }

    @Tool(description = "Wires, and is waited for.", timeout = "PT5S")
    String wirePatiently(String how, String trace) throws InterruptedException {
      return act(how);
    }

    @Tool(description = "Reads.", effect = Effect.IDEMPOTENT)
    String read(String how, String trace) throws InterruptedException {
      return act(how);
    }

    @Tool(description = "Reads, in no time.", effect = Effect.IDEMPOTENT, timeout = "PT2S")
    String readSoon(String how, String trace) throws InterruptedException {
      return act(how);
    }

    @Tool(description = "Reads, and is waited for.", effect = Effect.IDEMPOTENT, timeout = "PT5S")
    String readPatiently(String how, String trace) throws InterruptedException {
      return act(how);
    }

    private String act(String how) throws InterruptedException {
      String[] words = how.split(" ");
      String word = words[Math.min(calls.getAndIncrement(), words.length - 1)];
      return switch (word) {
        case "throws" -> throw new IllegalStateException("the line is dead");
        case "nothing" -> throw new NothingDoneException("no such account");
        case "later" -> throw new RetryableToolException("closed for lunch", null);
        case "slow" -> {
          never.await();
          yield "never";
        }
        case "dies" -> {
          bench.die(worker, task("wire", how, "", "run"));
          yield "nobody hears it";
        }
        default -> word;
      };
    }
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private static String task(String tool, String how, String trace, String inDoubt) {
    return """
        {"toolTask": {"tool": "%s", "arguments": {"how": "%s", "trace": "%s"}, "inDoubt": %s}}"""
        .formatted(tool, how, trace, inDoubt.isEmpty() ? null : "\"" + inDoubt + "\"");
  }

  @Test
  void shouldAskForAPersonWhereVariablesCannotBeRead() {
    int lists = 2_000;
    String deep = "{\"toolTask\": %s%s}".formatted("[".repeat(lists), "]".repeat(lists));

    assertThat(bench.work(worker, deep))
        .isInstanceOfSatisfying(
            Told.Failed.class,
            failed -> {
              assertThat(failed.retries()).isZero();
              assertThat(failed.message())
                  .startsWith("The variables of this job cannot be read: ")
                  .contains("depth")
                  .endsWith("resolve this incident.");
            });
  }

  private Told call(String tool, String how, String trace, String inDoubt) {
    return bench.work(worker, task(tool, how, trace, inDoubt));
  }

  private static void assertTold(Told told, String words) {
    String text =
        switch (told) {
          case Told.Completed completed -> "completed " + completed.variables();
          case Told.Failed failed -> "incident " + failed.message();
          case Told.Thrown thrown -> "error " + thrown.code() + " " + thrown.variables();
          case Told.Nothing nothing -> "nothing";
        };
    assertThat(text).contains(words.split("[*]"));
  }

  /** Of one that may act only once, an attempt that throws or takes too long is looked up. */
  @ParameterizedTest
  @CsvSource({
    "book, done, none, 1, completed*\"result\":\"done\"",
    "book, nothing, none, 1, incident*no such account*runs the tool again",
    "book, later, none, 4, incident*closed for lunch*tried 4 times",
    "book, later done, none, 2, completed*done",
    "book, throws, there, 1, completed*found",
    "book, throws, none, 1, incident*the line is dead*not gone through so far",
    "book, throws, unknown, 1, incident*the books are closed*\"run\"*\"happened\"",
    "wire, throws, '', 1, incident*no look-up*\"run\"",
    "wire_soon, slow, '', 1, incident*no look-up*\"run\"",
    "read, throws, '', 1, incident*the line is dead",
    "read_patiently, slow done, '', 2, completed*done",
    "read_soon, slow, '', 4, incident*within 2s*tried 4 times",
  })
  void shouldRunATool(String tool, String how, String trace, int calls, String told) {
    assertTold(call(tool, how, trace, ""), told);

    assertThat(bank.calls).hasValue(calls);
  }

  @ParameterizedTest
  @CsvSource({
    "book, done, there, '', 0, completed*found",
    "book, done, none, '', 1, completed*done",
    "book, throws, none, '', 1, incident*the line is dead*not gone through so far",
    "book, done, none, happened, 0, completed*\"result\":\"\"",
    "book, done, unknown, '', 0, incident*the worker died*the books are closed*\"run\"",
    "wire, done, '', '', 0, incident*the worker died*no look-up*\"run\"",
    "wire, done, '', run, 1, completed*done",
    "wire, done, '', run-2, 0, incident*\"run\" to have it run",
    "wire, done, '', happened, 0, completed*\"result\":\"\"",
    "wire, later done, '', run, 2, completed*done",
    "read, done, '', '', 1, completed*done",
  })
  void shouldTakeUpWhatADeadWorkerLeft(
      String tool, String how, String trace, String inDoubt, int calls, String told) {
    bench.die(worker, task(tool, how, trace, ""));

    assertTold(call(tool, how, trace, inDoubt), told);

    assertThat(bank.calls).hasValue(calls);
  }

  @ParameterizedTest
  @CsvSource({"wire, dies", "wire, throws", "wire_patiently, slow"})
  void shouldTakeAConsentOnce(String tool, String how) {
    String words = how + " done";
    bench.die(worker, task(tool, words, "", ""));

    Told first = call(tool, words, "", "run");
    Told again = call(tool, words, "", "run");

    assertTold(first, how.equals("dies") ? "nothing" : "incident*\"run-2\" to have it run");
    assertTold(again, "incident*" + NO_LOOK_UP + "*\"run-2\" to have it run");
    assertThat(bank.calls).hasValue(1);
    assertTold(call(tool, words, "", "run-2"), "completed*done");
    assertThat(bank.calls).hasValue(2);
  }

  @Test
  void shouldLeaveAConsentToAToolThatDidNothing() {
    bench.die(worker, task("wire", "nothing done", "", ""));

    assertTold(call("wire", "nothing done", "", "run"), "incident*no such account");

    assertTold(call("wire", "nothing done", "", "run"), "completed*done");
  }

  @Test
  void shouldThrowErrorsWhereAProcessWantsThem() {
    String failing =
        task("read", "throws", "", "").replace("\"tool\"", "\"onFailure\": \"error\", \"tool\"");

    assertTold(bench.work(worker, failing), "error TOOL_FAILED*the line is dead");
  }

  @Test
  void shouldSayWhichWordsThereAre() {
    assertTold(call("wire", "done", "", "maybe"), "incident*'inDoubt' is 'happened'*'run-2'");
  }
}
