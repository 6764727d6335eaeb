package io.waggle.cli;

import io.waggle.client.Connection;
import java.net.URI;

/** Says how the demo asks a person. */
final class DemoGates {
  private final Console console;

  DemoGates(Console console) {
    this.console = console;
  }

  void guide(Connection connection, URI page) {
    say("            It asks you: for its plan first, then for every file that it writes.");
    if (console.interactive()) {
      say(
          "            Nothing goes on before you press a key, or decide at %s/tasks."
              .formatted(page));
      return;
    }
    say("            Decide in a browser, at %s/tasks, or in another terminal:".formatted(page));
    if (!usual(connection)) {
      say(
          "              export WAGGLE_GRPC_ADDRESS=%s WAGGLE_REST_ADDRESS=%s"
              .formatted(connection.grpcAddress(), connection.restAddress()));
    }
    say("              %s".formatted(Invocation.of("tasks")));
    say("              %s   (--all: every file after it)".formatted(Invocation.of("approve TASK")));
    say("            Nobody answering for three days counts as no.");
  }

  private static boolean usual(Connection connection) {
    return connection.grpcAddress().equals(Connection.LOCAL.grpcAddress())
        && connection.restAddress().equals(Connection.LOCAL.restAddress());
  }

  private void say(String line) {
    console.err().println(line);
  }
}
