package io.waggle.console.run;

import io.waggle.bpmn.GateKind;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.util.Map;

/** Runs of every kind on a port of this machine, to look at while their pages are built. */
final class ArchiveStage {
  private ArchiveStage() {}

  public static void main(String[] arguments) throws InterruptedException {
    String port = arguments.length == 0 ? "8096" : arguments[0];
    TestBed bed =
        TestBed.open(
            TestBedSettings.agents(Archive.agents())
                .withProperty("server.port", port)
                .withProperty("waggle.context.default-window", "10000000")
                .withProperty("waggle.console.name", "Ada"));
    bed.play(Archive.screenplay(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60));
    String task = "Modernize the old billing program: it must print what it printed before";
    TestRun waits = start(bed, "modernize-1", task);
    bed.person("grace").approves(waits, GateKind.PLAN);
    System.out.println("http://127.0.0.1:" + port + "/console");
    TestRun done = start(bed, "modernize-2", task);
    bed.person("grace").approves(done, GateKind.PLAN);
    start(bed, "modernize-3", task);
    bed.start(Map.of("agent", Archive.UNLUCKY, "task", "Try your luck", "runId", "unlucky-1"));
    bed.start(Map.of("agent", Archive.TALKER, "task", "Say all", "runId", "talker-1"));
    bed.start(Map.of("agent", Archive.HOSTILE, "task", Archive.HOSTILE_TEXT, "runId", "hostile-1"));
    bed.person("linus").approves(done, GateKind.TOOL_CALL);
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static TestRun start(TestBed bed, String name, String task) {
    return bed.start(
        Map.of(
            "agent",
            Archive.ORCHESTRATOR,
            "task",
            task,
            "runId",
            name,
            "input",
            Map.of("repository", "billing", "branch", "main")));
  }
}
