package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.history.JobText;
import io.waggle.journal.BriefJob;
import io.waggle.journal.PastJob;
import io.waggle.journal.RunRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of those jobs of a run that a page shows. */
final class Rows {
  private final Map<String, PastJob> byPath = new HashMap<>();

  static Rows of(RunRecords records, String run, Collection<String> paths) {
    Rows rows = new Rows();
    records.jobs(run, paths).forEach(job -> rows.byPath.put(job.path(), job));
    return rows;
  }

  @Nullable PastJob at(@Nullable JobTree place) {
    return place == null ? null : byPath.get(place.path());
  }

  /**
   * The process variables that the job was completed with; missing if it was not, or is not read.
   */
  JsonNode variables(@Nullable JobTree place) {
    PastJob job = at(place);
    return job == null ? MissingNode.getInstance() : JobText.variables(job);
  }

  /** The whole text that variables have a preview of; empty if there is none. */
  String content(@Nullable JobTree place) {
    PastJob job = at(place);
    return job == null ? "" : job.content();
  }

  /** A text in JSON; empty where it is none. */
  static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "" : node.asText();
  }

  /** How long a job took; null while it has no outcome. */
  static @Nullable Duration took(@Nullable BriefJob job) {
    return job == null ? null : between(job.begun(), job.recorded());
  }

  static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }
}
