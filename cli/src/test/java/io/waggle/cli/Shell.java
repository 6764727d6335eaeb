package io.waggle.cli;

import io.waggle.client.FakeCluster;
import io.waggle.client.FakeGateway;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Types commands against a cluster that is a fake. */
final class Shell implements AutoCloseable {
  private static boolean cold = true;

  final FakeGateway gateway = new FakeGateway();
  final FakeCluster cluster = new FakeCluster();
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "WAGGLE_GRPC_ADDRESS",
              gateway.address().toString(),
              "WAGGLE_REST_ADDRESS",
              cluster.address().toString(),
              "WAGGLE_USER",
              "demo",
              "WAGGLE_PASSWORD",
              "demo"));
  private String input = "";

  /**
   * What a command did.
   *
   * @param code exit code
   * @param out standard output
   * @param err standard error
   */
  record Ran(int code, String out, String err) {}

  /**
   * Loads what commands need: the first ones of a process may take as long as a cluster that does
   * not answer, of which they tell.
   */
  private static synchronized void warmUp() {
    if (cold) {
      cold = false;
      try (Shell shell = new Shell()) {
        shell.type("run", "researcher", "Find three sources.", "--wait", "--timeout", "1s");
      }
    }
  }

  Shell withInput(String text) {
    input = text;
    return this;
  }

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Ran type(String... words) {
    warmUp();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            false,
            false,
            environment);
    int code = Waggle.commandLine(console).execute(words);
    return new Ran(code, out.toString(), err.toString());
  }

  @Override
  public void close() {
    gateway.close();
    cluster.close();
  }
}
