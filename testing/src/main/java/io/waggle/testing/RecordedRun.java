package io.waggle.testing;

import io.waggle.agent.Agent;
import io.waggle.history.RunFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * A run that was recorded, as a test: {@code waggle export RUN --to FILE} wrote it down.
 *
 * <pre>{@code
 * RecordedRun.of("refund-4711.jsonl").agents(refunds()).replay().assertSame();
 * }</pre>
 *
 * It is played on an embedded engine, with a journal in memory, as it was recorded: no model is
 * asked, no tool is run, nobody has to decide. What the agents of now would have asked and done at
 * each place is worked out and compared; the record is what the run goes on with, so that one
 * difference does not bring about others.
 */
public final class RecordedRun {
  private final RunFile file;
  private final TestBedSettings settings;

  private RecordedRun(RunFile file, TestBedSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /**
   * @param file that was written by {@code waggle export}
   * @throws IllegalArgumentException with a sentence, if it cannot be used
   */
  public static RecordedRun of(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * @param resource of the class path, written by {@code waggle export}
   * @throws IllegalArgumentException with a sentence, if there is none or it cannot be used
   */
  public static RecordedRun of(String resource) {
    try (InputStream stream =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException(
            "There is no resource '%s' on the class path.".formatted(resource));
      }
      return read(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static RecordedRun read(String name, String text) {
    try {
      return new RecordedRun(
          RunFile.read(text.lines().toList()), TestBedSettings.agents(List.of()));
    } catch (IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "'%s' cannot be played. %s".formatted(name, unusable.getMessage()), unusable);
    }
  }

  /**
   * @param agents the definitions of now: of the run's agent and of all sub-agents that took part
   */
  public RecordedRun agents(Agent... agents) {
    return new RecordedRun(file, TestBedSettings.agents(List.of(agents)));
  }

  /**
   * @param application that holds the agents of now; annotated as {@code @SpringBootApplication} is
   */
  public RecordedRun application(Class<?> application) {
    return new RecordedRun(file, TestBedSettings.application(application));
  }

  /**
   * @param name of a setting of the application
   * @param value as it stands on a command line
   */
  public RecordedRun withProperty(String name, String value) {
    return new RecordedRun(file, settings.withProperty(name, value));
  }

  /**
   * @param name of the bean
   * @param bean an object with {@code @Tool} methods that agents in Markdown use
   */
  public RecordedRun withBean(String name, Object bean) {
    return new RecordedRun(file, settings.withBean(name, bean));
  }

  /**
   * Plays it; takes seconds.
   *
   * @throws IllegalArgumentException if an agent that took part is not there
   * @throws AssertionError if it does not come to an end
   */
  public ReplayedRun replay() {
    try (RecordPlayer player = RecordPlayer.open(file, settings)) {
      player.requireAgents(
          new TreeSet<>(file.jobs().stream().map(job -> job.job().agent()).toList()));
      player.play();
      return player.result();
    }
  }
}
