package io.waggle.act;

import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.invocation.ReadResult;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.llm.ToolRequest;
import java.util.Set;

/** Serves {@link ReadResult}: the journal has the whole results of a run's calls. */
final class Results {
  private static final Set<JobType> ANSWERS =
      Set.of(JobType.TOOL, JobType.RECORD_ANSWER, JobType.SYNTHESIZE, JobType.THINK);

  private final Journal journal;

  Results(Journal journal) {
    this.journal = journal;
  }

  /** What reading on comes to. */
  sealed interface Read {}

  /** A part of a result, with a note on where it stands. */
  record Part(String text) implements Read {}

  /** The call cannot be made. */
  record None(String why) implements Read {}

  /** An agent's own tool of that name wins. */
  boolean isReadingOn(Agent agent, String tool) {
    return tool.equals(ReadResult.NAME) && agent.tools().find(tool).isEmpty();
  }

  /**
   * @param request whose text is the model's: it may name anything, and gets what the run itself,
   *     or a sub-agent for it, was answered
   */
  Read read(Run run, ToolRequest request) {
    return switch (ArgumentCheck.check(ReadResult.DECLARATION, request.arguments())) {
      case ArgumentCheck.Invalid invalid -> new None(invalid.problem());
      case ArgumentCheck.Valid valid -> {
        String ref = ReadResult.ref(valid.arguments());
        yield journal
            .find(new JobAddress(run.id(), ref))
            .filter(answer -> answer.job().scope().startsWith(run.path()))
            .filter(answer -> ANSWERS.contains(answer.job().type()))
            .<Read>map(answer -> new Part(ReadResult.part(answer.content(), valid.arguments())))
            .orElseGet(() -> new None("you have no such result."));
      }
    };
  }
}
