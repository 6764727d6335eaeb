package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What agents remember, as a worker's journal has it. */
final class Memories implements AutoCloseable {
  private static final int NOT_ALLOWED = 405;

  private final WorkerOptions workers;
  private final WorkerPage page = new WorkerPage();

  Memories(WorkerOptions workers) {
    this.workers = workers;
  }

  JsonNode list() {
    return answer("", false);
  }

  /**
   * @param subject null: of an agent that has one memory
   * @param words null: the newest facts
   */
  JsonNode facts(String agent, @Nullable String subject, @Nullable String words, int most) {
    return answer(
        "/%s?limit=%d%s%s"
            .formatted(
                encoded(agent), most, parameter("subject", subject), parameter("words", words)),
        false);
  }

  /**
   * How many facts were erased, and of how many runs the records.
   *
   * @param fact null: all
   */
  JsonNode erase(String agent, @Nullable String subject, @Nullable Long fact, boolean lost) {
    return answer(
        "/%s?lost=%s%s%s"
            .formatted(
                encoded(agent),
                lost,
                parameter("subject", subject),
                parameter("fact", fact == null ? null : fact.toString())),
        true);
  }

  /** Of the first worker that has it. */
  private JsonNode answer(String what, boolean delete) {
    Optional<WorkerPage.Answer> refused = Optional.empty();
    for (URI worker : workers.addresses()) {
      String path = "/actuator/memory" + what;
      Optional<WorkerPage.Answer> answer =
          delete ? page.delete(worker, path) : page.get(worker, path);
      if (answer.isPresent() && answer.get().found()) {
        return answer.get().json();
      }
      refused = answer.isPresent() ? answer : refused;
    }
    throw refused
        .map(answer -> new CommandFailure(ExitCode.FAILED, problem(answer)))
        .orElseGet(workers::nobodyAnswers);
  }

  private String problem(WorkerPage.Answer answer) {
    if (answer.status() == NOT_ALLOWED) {
      return "The worker at %s only shows its memories: start one with --management.endpoint.memory.access=unrestricted, or name it with --worker."
          .formatted(workers.listed());
    }
    return answer
        .problem()
        .orElse(
            "The worker at %s does not show its memories; 'management.endpoints.web.exposure.include' has to name 'memory'."
                .formatted(workers.listed()));
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&%s=%s".formatted(name, encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    page.close();
  }
}
