package io.waggle.cli;

import io.waggle.client.RunListener;
import io.waggle.client.RunStatus;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/** Draws a run on the terminal again and again; what was drawn last stays when it is closed. */
final class LiveView implements RunListener, AutoCloseable {
  private static final int REDRAW_MILLIS = 250;

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private final boolean colour;
  private final DraftLines drafts;
  private final ScheduledExecutorService redraw =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Future<?> redrawing;
  private @Nullable RunStatus status;
  private volatile @Nullable String trouble;

  private LiveView(Terminal terminal, boolean colour, DraftLines drafts) {
    this.terminal = terminal;
    this.drafts = drafts;
    this.before = terminal.getAttributes();
    quiet();
    this.display = new Display(terminal, false);
    this.colour = colour;
    // Times run on also where nothing else changes.
    redrawing =
        redraw.scheduleAtFixedRate(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Throws if the terminal cannot be drawn on.
   *
   * @param drafts what is being written, shown below the run; closed with the view
   */
  static LiveView open(Console console, DraftLines drafts) throws IOException {
    Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build();
    return new LiveView(terminal, console.colour(), drafts);
  }

  @Override
  public synchronized void changed(RunStatus run) {
    status = run;
    draw();
  }

  /**
   * Shows that the cluster does not answer; null: it does again. Waits for nobody: whoever has the
   * terminal may be waiting for the cluster.
   */
  void trouble(@Nullable String sentence) {
    trouble = sentence;
  }

  /**
   * Draws nothing while something else has the terminal, and goes on below what that has written.
   */
  synchronized void aside(Consumer<Terminal> talk) {
    display.update(List.of(), 0);
    terminal.setAttributes(before);
    talk.accept(terminal);
    terminal.flush();
    quiet();
    draw();
  }

  /** What is typed meanwhile would spoil what is drawn. */
  private void quiet() {
    Attributes silent = new Attributes(before);
    silent.setLocalFlag(LocalFlag.ECHO, false);
    terminal.setAttributes(silent);
  }

  private synchronized void draw() {
    List<AttributedString> lines = lines();
    if (lines.isEmpty()) {
      return;
    }
    Size size = terminal.getSize();
    int columns = Math.max(20, size.getColumns());
    display.resize(Math.max(5, size.getRows()), columns);
    List<AttributedString> shown = new ArrayList<>();
    fitting(lines, Math.max(5, size.getRows()) - 2)
        .forEach(
            line ->
                shown.add(
                    (colour ? line : new AttributedString(line.toString()))
                        .columnSubSequence(0, columns - 1)));
    // The cursor waits below: there goes on whatever comes after Ctrl-C.
    shown.add(AttributedString.EMPTY);
    display.update(shown, (shown.size() - 1) * (columns + 1));
  }

  private List<AttributedString> lines() {
    RunStatus run = status;
    List<AttributedString> lines = new ArrayList<>();
    if (run != null) {
      lines.addAll(new TreeText(Clock.systemUTC()).of(run));
      lines.addAll(drafts.of(run.reference()));
    }
    String why = trouble;
    if (why != null) {
      lines.add(new AttributedString("! " + why, TreeText.BAD));
    }
    return lines;
  }

  /** The head, and of the rest the newest: what is worked on is at the end. */
  private static List<AttributedString> fitting(List<AttributedString> lines, int rows) {
    if (lines.size() <= rows) {
      return lines;
    }
    List<AttributedString> shown = new ArrayList<>(lines.subList(0, 2));
    shown.add(new AttributedString("  …"));
    shown.addAll(lines.subList(lines.size() - rows + 3, lines.size()));
    return shown;
  }

  @Override
  public void close() {
    redrawing.cancel(false);
    redraw.shutdown();
    drafts.close();
    synchronized (this) {
      RunStatus run = status;
      status = null;
      if (run != null) {
        display.update(List.of(), 0);
        new TreeText(Clock.systemUTC())
            .of(run)
            .forEach(
                line ->
                    terminal.writer().println(colour ? line.toAnsi(terminal) : line.toString()));
      }
    }
    terminal.setAttributes(before);
    try {
      terminal.writer().flush();
      terminal.close();
    } catch (IOException gone) {
      // Nothing is left to be restored.
    }
  }
}
