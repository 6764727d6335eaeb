package io.waggle.console;

import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;

/** The console on a port of this machine, to look at while it is built. */
final class ConsoleStage {
  private ConsoleStage() {}

  public static void main(String[] arguments) throws InterruptedException {
    String port = arguments.length == 0 ? "8095" : arguments[0];
    TestBed bed =
        TestBed.open(
            TestBedSettings.agents(Shop.agents())
                .withProperty("server.port", port)
                .withProperty("waggle.console.name", "Ada"));
    bed.play(Shop.screenplay());
    System.out.println("http://127.0.0.1:" + port + "/console");
    bed.start(Shop.PLANNER, "Plan the week of the store");
    bed.start(Shop.CURIOUS, "Order honey <script>alert(1)</script> \u202E rtl");
    bed.start(Shop.SLOW, "Look all orders up");
    for (int i = 0; i < 3; i++) {
      bed.start(Shop.CLERK, "Refund order 4711: all three jars were broken, number " + i);
    }
    Thread.currentThread().join();
  }
}
