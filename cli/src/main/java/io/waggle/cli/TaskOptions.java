package io.waggle.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which question is answered, and by whom. */
final class TaskOptions {
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private PersonOptions person = new PersonOptions();

  @Parameters(
      index = "0",
      paramLabel = "TASK",
      converter = TaskKeyConverter.class,
      description = "Key of the task, see 'waggle tasks'.")
  private long task;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  ClusterOptions cluster() {
    return cluster;
  }

  String person() {
    return person.name();
  }

  long task() {
    return task;
  }

  boolean json() {
    return json;
  }
}
