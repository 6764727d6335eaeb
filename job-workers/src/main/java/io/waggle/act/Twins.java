package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.engine.Forks;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolDefinition;
import java.util.Optional;

/**
 * Calls that a run would make which another has made, or may have made, from which it was forked: a
 * fork does not rewind the world.
 */
final class Twins {
  private final Forks forks;
  private final Journal journal;
  private final Calls calls;

  Twins(Forks forks, Journal journal, Calls calls) {
    this.forks = forks;
    this.journal = journal;
    this.calls = calls;
  }

  /**
   * A call that another run made.
   *
   * @param at where
   * @param result what the tool answered; empty if nobody knows
   */
  record Twin(JobAddress at, Optional<String> result) {}

  /**
   * @param call about to be made
   * @return the same call of the other run; empty if it made none
   */
  Optional<Twin> of(Call call) {
    return forks.laterRuns(call.at().run()).stream()
        .filter(other -> isSame(call, other))
        .findFirst()
        .map(other -> new Twin(other.at(), result(other)));
  }

  private boolean isSame(Call call, JournaledJob other) {
    if (!other.agent().equals(call.job().agent().name())) {
      return false;
    }
    JobAddress at = new JobAddress(other.at().run(), Paths.callOf(other.at().path()));
    ToolRequest made = calls.decided(call.job().agent(), at);
    return made.name().equals(call.tool().name())
        && arguments(call.tool(), made).filter(call.arguments()::equals).isPresent();
  }

  private static Optional<JsonNode> arguments(ToolDefinition tool, ToolRequest made) {
    return ArgumentCheck.check(tool.declaration(), made.arguments())
            instanceof ArgumentCheck.Valid valid
        ? Optional.of(valid.arguments())
        : Optional.empty();
  }

  private Optional<String> result(JournaledJob other) {
    return journal.find(other.at()).flatMap(CallResult::of);
  }
}
