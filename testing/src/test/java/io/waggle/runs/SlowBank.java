package io.waggle.runs;

import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A tool that is at work until the test lets it end, and can be undone. */
final class SlowBank {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch counter = new CountDownLatch(1);

  @Tool(description = "Pays.", effect = Effect.ONCE, undo = "refund", timeout = "PT10M")
  String pay() throws InterruptedException {
    log.add("begin");
    counter.await();
    log.add("pay");
    return "paid";
  }

  void refund() {
    log.add("refund");
  }

  boolean isPaying() {
    return log.contains("begin");
  }

  /** Lets the tool end. */
  void open() {
    counter.countDown();
  }

  /** What happened: {@code begin}, {@code pay}, {@code refund}. */
  List<String> log() {
    return List.copyOf(log);
  }
}
