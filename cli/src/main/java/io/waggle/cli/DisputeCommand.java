package io.waggle.cli;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A business process with an agent in it, on one machine. */
@Command(
    name = "dispute",
    description = {
      "A business process with an agent in it: customers dispute invoices, an agent investigates and",
      "proposes, a decision table says who has to approve, and a credit note is taken back when a customer",
      "withdraws. Starts an engine in memory and the worker of the example invoice-dispute; leaves nothing",
      "running."
    })
final class DisputeCommand implements Callable<Integer> {
  private final Console console;
  private final Instant begin = Instant.now();

  DisputeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DemoHome home = DemoHome.ofUser();
    try (DemoStage stage = DemoStage.set(home, DemoExample.invoiceDispute(), this::say);
        CamundaClient camunda =
            CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .preferRestOverGrpc(false)
                .grpcAddress(stage.connection().grpcAddress())
                .restAddress(stage.connection().restAddress())
                .build()) {
      say(
          "3/4 Process Three customers dispute an invoice; each is an instance of 'invoice-dispute'");
      tell(camunda);
      say("");
      if (stage.scripted()) {
        say(
            "Model     scripted model, no LLM was called; set DISPUTE_MODEL and a key for a real one");
      }
      say(
          "Go on     docs/invoice-dispute.md: the process, its table and its forms, in Camunda Modeler");
      say("The demo took " + Amounts.time(Duration.between(begin, Instant.now())) + ".");
      new DemoPage(console, stage.console().resolve("console/runs")).leave();
    }
    say("Nothing is left running.");
    return ExitCode.OK.code();
  }

  private void tell(CamundaClient camunda) {
    try {
      new DisputeStory(console, new Disputes(camunda)).tell();
    } catch (ClientException away) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The demo's engine does not answer any more: %s".formatted(away.getMessage()),
          away);
    }
  }

  private void say(String line) {
    console.err().println(line);
  }
}
