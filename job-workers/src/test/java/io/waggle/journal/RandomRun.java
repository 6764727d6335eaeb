package io.waggle.journal;

import io.waggle.bpmn.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * All jobs of a run that goes as chance has it: plans that are faulty, sent back, edited or
 * revised, steps side by side, turns, calls side by side, gates, doubts, sub-agents, processes that
 * ask agents, steering and undo. Who hands out which job is left out; that each is another one is
 * what counts.
 */
final class RandomRun {
  private static final int MOST_JOBS = 3_000;

  private final Random dice;
  private final int most;
  private final List<Job> jobs = new ArrayList<>();
  private final List<String> scopes = new ArrayList<>();

  /**
   * @param path as the workers would say
   * @param scope of its run
   * @param plan that it is below; empty where it is below none
   * @param step that it is below; empty where it is below none
   * @param turn that it is below; empty where it is below none
   * @param call that it is of, in the run itself; empty where it is of none
   */
  record Job(String path, String scope, String plan, String step, String turn, String call) {}

  /**
   * @param most how large numbers get
   */
  RandomRun(long seed, int most) {
    this.dice = new Random(seed);
    this.most = most;
    run("", 0);
  }

  List<Job> jobs() {
    return jobs;
  }

  /** Of the run and its sub-agents' runs. */
  List<String> scopes() {
    return scopes;
  }

  private void add(String path, String scope, String plan, String step, String turn, String call) {
    jobs.add(new Job(path, scope, plan, step, turn, call));
  }

  private void run(String scope, int depth) {
    scopes.add(scope);
    add(Paths.accept(scope), scope, "", "", "", "");
    for (int revision = 1 + skipped(); another(2); revision += 1 + skipped()) {
      plan(scope, depth, Paths.plan(scope, revision));
    }
    for (int said = dice.nextInt(3); said > 0; said--) {
      add(Paths.steer(scope, "say-" + said), scope, "", "", "", "");
    }
    add(Paths.cancel(scope), scope, "", "", "", "");
    add(dice.nextBoolean() ? Paths.answer(scope) : Paths.end(scope), scope, "", "", "", "");
  }

  /** Faulty ones, and those that a person sent back, only have a number. */
  private void plan(String scope, int depth, String plan) {
    add(plan, scope, plan, "", "", "");
    gate(Paths.approval(plan), scope, plan, "", "", "");
    gate(Paths.limit(plan), scope, plan, "", "", "");
    if (dice.nextInt(3) > 0) {
      for (int number = 1 + skipped(); another(2); number += 1 + skipped()) {
        step(scope, depth, plan, Paths.step(plan, number));
      }
    }
  }

  private void step(String scope, int depth, String plan, String step) {
    String turn = Paths.turn(step, 1 + skipped());
    do {
      add(turn, scope, plan, step, turn, "");
      gate(Paths.limit(turn), scope, plan, step, turn, "");
      for (int number = 1 + skipped(); another(2); number += 1 + skipped()) {
        call(scope, depth, plan, step, turn, Paths.call(turn, number));
      }
      if (depth < Limits.MAX_DEPTH && another(5)) {
        foreign(turn, depth);
      }
      turn = Paths.next(turn);
    } while (another(3));
  }

  private void call(String scope, int depth, String plan, String step, String turn, String call) {
    gate(Paths.approval(call), scope, plan, step, turn, call);
    switch (dice.nextInt(4)) {
      case 0 -> gate(Paths.question(call), scope, plan, step, turn, call);
      case 1 -> {
        add(Paths.handOver(call), scope, plan, step, turn, call);
        if (depth < Limits.MAX_DEPTH) {
          run(Paths.subRun(call), depth + 1);
        }
      }
      case 2 -> {
        add(Paths.handOver(call), scope, plan, step, turn, call);
        add(Paths.back(call), scope, plan, step, turn, call);
        if (depth < Limits.MAX_DEPTH) {
          foreign(call, depth);
        }
      }
      default -> {
        int attempt = 1;
        add(Paths.toolRun(call, attempt), scope, plan, step, turn, call);
        while (another(3)) {
          gate(Paths.doubt(call, attempt), scope, plan, step, turn, call);
          add(Paths.toolRun(call, ++attempt), scope, plan, step, turn, call);
        }
        add(Paths.undo(call), scope, plan, step, turn, call);
      }
    }
  }

  /** A process asks agents, some of them the same. */
  private void foreign(String callOrTurn, int depth) {
    String first = "%08x".formatted(dice.nextInt());
    run(Paths.foreignRun(callOrTurn, first, 1), depth + 1);
    run(Paths.foreignRun(callOrTurn, first, 2 + skipped()), depth + 1);
    run(
        Paths.foreignRun(callOrTurn, "%08x".formatted(Integer.parseUnsignedInt(first, 16) + 1), 1),
        depth + 1);
  }

  private void gate(String gate, String scope, String plan, String step, String turn, String call) {
    if (another(2)) {
      add(Paths.asked(gate), scope, plan, step, turn, call);
      add(Paths.reminded(gate), scope, plan, step, turn, call);
      add(Paths.escalated(gate), scope, plan, step, turn, call);
      add(Paths.decided(gate), scope, plan, step, turn, call);
    }
  }

  private boolean another(int oneIn) {
    return jobs.size() < MOST_JOBS && dice.nextInt(oneIn) > 0 == (oneIn < 4);
  }

  /** Numbers that are not drawn here: of what chance would have been too long for. */
  private int skipped() {
    return most == 0 || dice.nextInt(4) > 0 ? 0 : dice.nextInt(most);
  }
}
