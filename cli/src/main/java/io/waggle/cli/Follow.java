package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunListener;
import io.waggle.client.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a run and shows it meanwhile in the way that suits the console. */
final class Follow {
  /** A run that can be waited for. */
  interface Awaited {
    RunResult await(Duration timeout, RunListener listener);
  }

  private final Console console;
  private PrintWriter lines;
  private List<URI> workers = List.of();
  private boolean quiet;
  private boolean asking;
  private @Nullable ConnectionLines connection;

  private Follow(Console console) {
    this.console = console;
    this.lines = console.err();
  }

  static Follow of(Console console) {
    return new Follow(console);
  }

  /** Shows warnings and incidents only, as lines of standard error. */
  Follow quiet(boolean value) {
    quiet = value;
    return this;
  }

  /** Where lines go when there is no terminal to draw on; standard error by default. */
  Follow linesTo(PrintWriter writer) {
    lines = writer;
    return this;
  }

  /** Asks the person at the terminal, if there is one, what the run waits for. */
  Follow asking(boolean value) {
    asking = value && console.interactive();
    return this;
  }

  /** Shows in a live view what models are writing, as these workers know it. */
  Follow reading(List<URI> addresses) {
    workers = List.copyOf(addresses);
    return this;
  }

  /** Shows in a live view, too, that the cluster does not answer. */
  Follow with(ConnectionLines troubles) {
    connection = troubles;
    return this;
  }

  RunResult toTheEnd(Awaited run, AgentClient client, Duration timeout) {
    if (quiet) {
      return run.await(timeout, new TroubleLines(console.err()));
    }
    if (!console.terminal()) {
      return run.await(timeout, new ChangeLines(lines));
    }
    DraftLines drafts = new DraftLines(workers);
    try (LiveView view = LiveView.open(console, drafts)) {
      draw(view::trouble);
      return run.await(timeout, asking ? new AskingView(view, client, console.colour()) : view);
    } catch (IOException cannotDraw) {
      drafts.close();
      return run.await(timeout, new ChangeLines(lines));
    } finally {
      draw(null);
    }
  }

  private void draw(@Nullable Consumer<@Nullable String> view) {
    if (connection != null) {
      connection.drawnBy(view);
    }
  }
}
