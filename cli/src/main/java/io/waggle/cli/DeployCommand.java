package io.waggle.cli;

import io.waggle.client.DeployedModel;
import io.waggle.client.ProcessClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys processes, decisions and forms of one's own. */
@Command(
    name = "deploy",
    description = {
      "Deploy processes, decisions and forms of your own: BPMN, DMN and form files. All of them are",
      "deployed, or none. Where no file has changed, versions stay. Waggle's own processes are deployed",
      "by its workers."
    },
    footer = {
      "",
      "Examples:",
      "  waggle deploy invoice-intake.bpmn",
      "  waggle deploy processes/ forms/check-invoice.form"
    })
final class DeployCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|FOLDER",
      description =
          "*.bpmn, *.dmn and *.form; of a folder all of them, also in folders within it, but not in"
              + " 'target', 'node_modules' and hidden ones.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  DeployCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Path> found = ModelFiles.in(files);
    try (ProcessClient client = cluster.connectProcesses(console)) {
      List<DeployedModel> models = client.deploy(found);
      if (json) {
        console.out().println(RunJson.of(Map.of("deployed", models)));
      } else {
        print(models);
      }
      return ExitCode.OK.code();
    }
  }

  private void print(List<DeployedModel> models) {
    for (DeployedModel model : models) {
      console
          .out()
          .println(
              TreeText.oneLine(
                  "Deployed %s %s, version %d (%s)"
                      .formatted(
                          model.kind().name().toLowerCase(Locale.ROOT),
                          model.id(),
                          model.version(),
                          model.file())));
    }
    List<DeployedModel> processes =
        models.stream().filter(model -> model.kind() == DeployedModel.Kind.PROCESS).toList();
    if (processes.size() == 1) {
      console
          .err()
          .println("Start it with: " + Invocation.of("start " + processes.getFirst().id()));
    }
  }
}
