package io.waggle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.client.AgentClient;
import io.waggle.client.ForkRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a run with what another one did up to a job. */
@Command(
    name = "fork",
    description = {
      "Begin a new run with all that another one did before a job, and let it go on from there:",
      "with another answer, result, model, other instructions, or just once more. The other run",
      "stays as it is. Approvals of calls are not inherited, and what may be done only once, and the",
      "other run did, is done again only if a person says so."
    },
    footer = {
      "",
      "Examples:",
      "  waggle fork refund-4711 --at p1/s2/t3",
      "  waggle fork refund-4711 --at p1/s2/t3/c1 --result 'The invoice is paid.' --wait",
      "  waggle fork refund-4711 --at p1 --id refund-4711-b --model openai:gpt-5 --say 'Be brief.'"
    })
final class ForkCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private WorkerOptions workers = new WorkerOptions();
  @Mixin private PersonOptions person = new PersonOptions();
  @Mixin private AfterStart after = new AfterStart();

  @Parameters(paramLabel = "RUN", description = "Name of the other run, the one at the top.")
  private String run = "";

  @Option(
      names = "--at",
      required = true,
      paramLabel = "PATH",
      description = "The job that is done anew, as 'waggle history RUN' lists it.")
  private String at = "";

  @Option(names = "--id", paramLabel = "NAME", description = "Name of the new run.")
  private @Nullable String id;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Agent of the run; default: a worker is asked.")
  private @Nullable String agent;

  @Option(
      names = "--answer",
      paramLabel = "TEXT|@FILE",
      description =
          "What the model is to have answered there: a text, or a JSON object with 'text' and 'calls'.")
  private @Nullable String answer;

  @Option(
      names = "--result",
      paramLabel = "TEXT|@FILE",
      description = "What the tool is to have answered there.")
  private @Nullable String result;

  @Option(names = "--say", paramLabel = "TEXT", description = "Guidance from there on.")
  private @Nullable String guidance;

  @Option(
      names = "--model",
      paramLabel = "PROVIDER:NAME",
      description = "Model of the agent whose job it is, from there on.")
  private @Nullable String model;

  @Option(
      names = "--instructions",
      paramLabel = "TEXT|@FILE",
      description = "Instructions of that agent from there on.")
  private @Nullable String instructions;

  ForkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ForkRequest request = request(agent == null ? new JournaledRuns(workers).agentOf(run) : agent);
    var lines = new ConnectionLines(console.err());
    try (AgentClient client = cluster.connect(console, lines)) {
      return after.of(client.fork(request), request.agent(), client, console, lines);
    }
  }

  private ForkRequest request(String of) {
    Sources sources = new Sources(console);
    ForkRequest request = ForkRequest.of(run, of, at).by(person.name());
    request = id == null ? request : request.id(id);
    request = answer == null ? request : request.answer(json(sources.textOrFile(answer)));
    request = result == null ? request : request.result(sources.textOrFile(result));
    request = guidance == null ? request : request.guidance(guidance);
    request = model == null ? request : request.model(model);
    return instructions == null
        ? request
        : request.instructions(sources.textOrFile(instructions));
  }

  /** What is no JSON object is a text. */
  private static JsonNode json(String typed) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      JsonNode read = mapper.readTree(typed);
      return read.isObject() ? read : mapper.valueToTree(typed);
    } catch (JsonProcessingException text) {
      return mapper.valueToTree(typed);
    }
  }
}
