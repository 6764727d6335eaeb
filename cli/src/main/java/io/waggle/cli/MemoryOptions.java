package io.waggle.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which memory. */
final class MemoryOptions {
  @Parameters(index = "0", paramLabel = "AGENT", description = "The agent's name.")
  private String agent = "";

  @Parameters(
      index = "1",
      paramLabel = "SUBJECT",
      arity = "0..1",
      description = "Whose memory; left out for an agent that has one for all runs.")
  private @Nullable String subject;

  String agent() {
    return agent;
  }

  @Nullable String subject() {
    return subject;
  }
}
