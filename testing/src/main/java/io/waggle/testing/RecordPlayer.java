package io.waggle.testing;

import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agents;
import io.waggle.bpmn.Variables;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunStatus;
import io.waggle.history.RunFile;
import io.waggle.journal.RunImport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;

/** Plays one recorded run on a test bed of its own. */
final class RecordPlayer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Nothing more comes of other branches of a run of which one has come to the record's end. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final RunFile file;
  private final TestBed bed;
  private final RecordRehearsal rehearsal;

  private RecordPlayer(RunFile file, TestBed bed, RecordRehearsal rehearsal) {
    this.file = file;
    this.bed = bed;
    this.rehearsal = rehearsal;
  }

  static RecordPlayer open(RunFile file, TestBedSettings settings) {
    RecordRehearsal rehearsal = new RecordRehearsal(file);
    TestBed bed =
        TestBed.open(
            settings
                .withBean(RecordedBeans.NAME, new RecordedBeans(rehearsal))
                .withBean("waggleRehearsal", rehearsal));
    return new RecordPlayer(file, bed, rehearsal);
  }

  void requireAgents(Set<String> names) {
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(bed.bean(Agents.class).names());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The agents %s took part in the run and are not there: name all, as agents(…) or application(…)."
              .formatted(missing));
    }
  }

  void play() {
    RunFile.Head head = file.head();
    bed.bean(RunImport.class)
        .file(head.run(), head.agent(), head.request(), RecordRehearsal.walked(file.jobs()));
    TestRun run =
        bed.start(
            Map.of(
                Variables.AGENT,
                head.agent(),
                Variables.RUN_ID,
                head.run(),
                "replay",
                Map.of("takeOver", false)));
    try {
      await().atMost(TestBed.PATIENCE).pollInterval(POLL).until(() -> isOver(run.status()));
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(
          "The recorded run '%s' does not come to its end: %s"
              .formatted(head.run(), run.status().standing()),
          late);
    }
  }

  private boolean isOver(RunStatus status) {
    if (status.state().ended()) {
      return true;
    }
    List<IncidentStatus> incidents = status.incidents();
    boolean stands = !incidents.isEmpty() || !status.waitingForPerson().isEmpty();
    if (!stands || !rehearsal.isQuietFor(QUIET)) {
      return false;
    }
    incidents.stream()
        .map(IncidentStatus::message)
        .filter(message -> !message.contains(RecordRehearsal.END))
        .forEach(rehearsal::standsStill);
    return true;
  }

  ReplayedRun result() {
    if (bed.model().counts().total() > 0) {
      throw new AssertionError("A model was asked, which must not be.");
    }
    return new ReplayedRun(rehearsal.differences());
  }

  @Override
  public void close() {
    bed.close();
  }
}
