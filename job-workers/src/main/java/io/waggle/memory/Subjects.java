package io.waggle.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.agent.Memory;
import io.waggle.journal.Assignment;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.Paths;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ToolCallContext;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Says whose memory a run uses: what its input says, as the journal has it. Nothing that a model
 * writes comes into it.
 */
final class Subjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Characters of a subject. */
  private static final int LONGEST = 200;

  private final Journal journal;

  Subjects(Journal journal) {
    this.journal = journal;
  }

  /**
   * @throws NothingDoneException if the run has no subject: it then uses no memory, not another's
   */
  Owner of(Memory memory, ToolCallContext call) {
    String path = memory.subject();
    if (path == null) {
      return new Owner(call.agent(), "");
    }
    int slash = call.run().indexOf('/');
    String top = slash < 0 ? call.run() : call.run().substring(0, slash);
    String scope = slash < 0 ? "" : call.run().substring(slash + 1) + "/";
    Optional<String> subject = at(top, scope, path);
    if (subject.isEmpty() && !scope.isEmpty()) {
      subject = at(top, "", path); // a sub-agent is given a task, and no input
    }
    return new Owner(
        call.agent(),
        subject.orElseThrow(
            () ->
                new NothingDoneException(
                    "there is no memory in this run: its input has no text or number '%s' of up to %d characters, which says whose memory it is."
                        .formatted(path, LONGEST))));
  }

  private Optional<String> at(String run, String scope, String path) {
    JsonNode value =
        journal
            .find(new JobAddress(run, Paths.accept(scope)))
            .map(accepted -> input(Assignment.fromJson(accepted.content(), JSON)))
            .orElse(MissingNode.getInstance());
    for (String name : path.split("\\.", -1)) {
      value = value.path(name);
    }
    String text = value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
    return text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0
        ? Optional.empty()
        : Optional.of(text);
  }

  private static JsonNode input(Assignment assignment) {
    try {
      return assignment.input().isEmpty()
          ? MissingNode.getInstance()
          : JSON.readTree(assignment.input());
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an input that is not JSON.", damaged);
    }
  }
}
