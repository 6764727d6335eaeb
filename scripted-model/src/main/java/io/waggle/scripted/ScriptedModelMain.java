package io.waggle.scripted;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Plays a screenplay as a process of its own, until it is ended: {@code ScriptedModelMain
 * <screenplay> [port]}. Its first line names the base URL. Exit codes: 1 the screenplay or the port
 * cannot be used, 2 wrong arguments; both with one sentence on standard error.
 */
public final class ScriptedModelMain {
  private ScriptedModelMain() {}

  /** See the type. */
  public static void main(String[] args) {
    int exit = run(args, System.out, System.err);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  /** Starts the server, whose own threads then keep the process alive; 0 when it is listening. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length < 1 || args.length > 2 || (args.length == 2 && !isPort(args[1]))) {
      err.println("Usage: ScriptedModelMain <screenplay.yaml> [port, 0 or none = a free one]");
      return 2;
    }
    try {
      Screenplay screenplay = Screenplay.load(Path.of(args[0]));
      ScriptedModel model =
          ScriptedModel.start(screenplay, args.length == 2 ? Integer.parseInt(args[1]) : 0);
      out.printf(
          "%s plays %s (roles: %s); scripted model, no LLM is called%n",
          model.baseUrl(), args[0], String.join(", ", screenplay.roles().keySet()));
      return 0;
    } catch (ScreenplayException | UncheckedIOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
  }
}
