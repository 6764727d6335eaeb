package io.waggle.runs;

import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.embedded.ElementRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.tool.Effect;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Remembers what was done in it. */
final class InlineShop {
  private static final int NOTHING = -1;

  final List<String> log = new CopyOnWriteArrayList<>();
  final AtomicInteger busy = new AtomicInteger();
  private volatile int held = NOTHING;
  private volatile CountDownLatch entered = new CountDownLatch(1);
  private volatile CountDownLatch door = new CountDownLatch(1);

  @Tool(description = "Looks.", effect = Effect.READ)
  String look(int number) throws InterruptedException {
    log.add("look " + number);
    if (number == held) {
      CountDownLatch closed = door;
      entered.countDown();
      closed.await();
    }
    return "seen " + number;
  }

  @Tool(description = "Puts.", effect = Effect.IDEMPOTENT, undo = "takeBack")
  String put(int number) {
    log.add("put " + number);
    return "there are " + number;
  }

  String takeBack(int number) {
    log.add("take back " + number);
    return "none";
  }

  @Tool(description = "Pays.", effect = Effect.ONCE)
  String pay(int number) {
    log.add("pay " + number);
    return "paid " + number;
  }

  @Tool(description = "Asks at a counter.", effect = Effect.READ)
  String queue(int number) throws RetryableToolException {
    log.add("queue " + number);
    if (busy.getAndDecrement() > 0) {
      throw new RetryableToolException("The counter is busy.", null);
    }
    return "served " + number;
  }

  /** From now on, whoever looks at this number is held until {@link #open}. */
  void hold(int number) {
    entered = new CountDownLatch(1);
    door = new CountDownLatch(1);
    held = number;
  }

  void awaitHeld() throws InterruptedException {
    if (!entered.await(TestBed.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Nobody has looked at " + held);
    }
  }

  void open() {
    held = NOTHING;
    door.countDown();
  }

  /** One that works here. */
  AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are at work.")
        .tools(this)
        .planning(Planning.NEVER);
  }

  /** The calls that the engine had jobs for. */
  static Stream<ElementRecord> calls(TestBed bed) {
    return Stream.of("RunTool", "RunOneTool", "RunTools")
        .flatMap(element -> bed.records().activations(element).stream())
        .filter(element -> element.type() == BpmnElementType.SERVICE_TASK);
  }

  static Reply call(String tool, int number) {
    return Reply.call(tool, Map.of("number", number));
  }

  static Screenplay play(String role, Reply... turns) {
    ScreenplayBuilder play = Screenplay.role(role);
    for (int turn = 0; turn < turns.length; turn++) {
      play = play.on(When.turn(turn)).reply(turns[turn]);
    }
    return play.build();
  }
}
