package io.waggle.client;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClientException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one run to its end, while the cluster may be away. */
final class RunWatch {
  /** For those who want to know the end only. */
  static final RunListener SILENT = status -> {};

  /** Whom a watch asks, and who reports that there is no answer. */
  record Cluster(URI address, Reachability reachability) {
    Reachability.Attempt attempt() {
      return reachability.attempt(address);
    }
  }

  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** How long after its start {@code /v2} may not show a run. */
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

  /** How long after its end the variables of a run may be behind. */
  private static final Duration BEHIND_FOR = Duration.ofSeconds(10);

  private final StatusReader reader;
  private final Cluster cluster;
  private final RunListener listener;
  private final Followed run;
  private final InstantSource clock;
  private final Instant deadline;
  private final Duration timeout;
  private Instant unknownUntil;
  private Duration pause = SHORTEST;
  private boolean shown;
  private @Nullable RunStatus last;
  private @Nullable AgentClientException trouble;
  private Reachability.@Nullable Attempt attempt;
  private @Nullable Instant endSeen;

  RunWatch(
      StatusReader reader,
      Cluster cluster,
      Followed run,
      Duration timeout,
      RunListener listener,
      InstantSource clock) {
    this.reader = reader;
    this.cluster = cluster;
    this.run = run;
    this.timeout = timeout;
    this.listener = listener;
    this.clock = clock;
    this.deadline = clock.instant().plus(timeout);
    this.unknownUntil = clock.instant().plus(UNKNOWN_FOR);
  }

  /** The run exists, the engine has said so, however long it takes to show. */
  RunWatch ofStarted() {
    shown = true;
    return this;
  }

  /** The last status, complete. */
  RunStatus toTheEnd() {
    try {
      return watch();
    } finally {
      if (attempt != null) {
        attempt.close();
      }
    }
  }

  private RunStatus watch() {
    while (true) {
      boolean late = clock.instant().isAfter(deadline);
      Optional<RunStatus> status = look(late);
      status.ifPresent(this::report);
      if (status.isPresent() && complete(status.get())) {
        return status.get();
      }
      if (late || (trouble != null && clock.instant().isAfter(deadline))) {
        throw timedOut();
      }
      rest();
    }
  }

  /**
   * @param late this is the last one
   */
  private Optional<RunStatus> look(boolean late) {
    Reachability.Attempt trying = attempt == null ? cluster.attempt() : attempt;
    attempt = trying;
    try {
      cluster.reachability().requireOpen();
      Optional<RunStatus> status = read(late);
      attempt = null;
      trying.answered();
      return status;
    } catch (AgentClientException failure) {
      if (failure.reason() != Reason.UNREACHABLE || cluster.reachability().closed()) {
        throw failure;
      }
      trying.failed(failure);
      trouble = failure;
      // Nothing could have shown the run meanwhile.
      unknownUntil = clock.instant().plus(UNKNOWN_FOR);
      return Optional.empty();
    }
  }

  private Optional<RunStatus> read(boolean late) {
    // Without a listener only the end is of interest, and where the run stands if it is late.
    if (listener == SILENT && !late && run.instance().filter(reader::active).isPresent()) {
      shown = true;
      trouble = null;
      return Optional.empty();
    }
    Optional<RunStatus> status = reader.read(run);
    trouble = null;
    shown |= status.isPresent();
    if (!shown && clock.instant().isAfter(unknownUntil)) {
      throw noSuchRun(run.name());
    }
    return status;
  }

  private void report(RunStatus status) {
    if (!status.equals(last)) {
      last = status;
      pause = SHORTEST;
      listener.changed(status);
    }
  }

  /** Variables are exported apart from the instance's end, and may show later. */
  private boolean complete(RunStatus status) {
    if (!status.state().ended()) {
      return false;
    }
    Instant seen = endSeen == null ? clock.instant() : endSeen;
    endSeen = seen;
    Outcome outcome = status.outcome();
    boolean whole = outcome != null && (status.result() != null || outcome == Outcome.FAILED);
    return whole
        || status.state() == RunState.TERMINATED
        || seen.plus(BEHIND_FOR).isBefore(clock.instant());
  }

  private void rest() {
    try {
      Thread.sleep(pause);
      Duration longer = pause.multipliedBy(3).dividedBy(2);
      pause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AgentClientException(
          Reason.TIMED_OUT,
          "Waiting for run %s was interrupted; the run goes on.".formatted(run.name()));
    }
  }

  private AgentClientException timedOut() {
    RunStatus known = last;
    AgentClientException unread = trouble;
    String standing =
        known == null
            ? shown ? "it was last seen going on" : "it was never seen"
            : "it was last seen " + known.standing().replaceFirst("\\.$", "");
    return new AgentClientException(
        Reason.TIMED_OUT,
        "Run %s did not end within %s and goes on; %s%s"
            .formatted(
                run.name(),
                Words.of(timeout),
                standing,
                unread == null ? "." : ". " + unread.getMessage()));
  }

  static AgentClientException noSuchRun(String run) {
    return new AgentClientException(
        Reason.NO_SUCH_RUN,
        "There is no run %s; one that was just started may take a few seconds to show."
            .formatted(run));
  }
}
