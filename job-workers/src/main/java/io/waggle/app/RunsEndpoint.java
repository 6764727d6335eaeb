package io.waggle.app;

import io.waggle.engine.ConnectedEngine;
import io.waggle.history.RunDrafts;
import io.waggle.history.RunHistory;
import io.waggle.journal.JobAddress;
import io.waggle.journal.RunRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable; // the one that the Actuator knows

/**
 * {@code GET /actuator/runs}: the runs of the journal that began last; {@code ?lost=true}: those
 * that no engine has any more. {@code /actuator/runs/NAME}: what a run did, job by job; {@code
 * /actuator/runs/NAME/PATH}: one of its jobs, whole.
 */
@Endpoint(id = "runs")
public class RunsEndpoint {
  private static final int USUAL = 50;
  private static final int MOST = 1_000;

  private final RunHistory history;
  private final RunDrafts written;
  private final RunRegistry runs;
  private final ConnectedEngine engine;

  RunsEndpoint(RunHistory history, RunDrafts written, RunRegistry runs, ConnectedEngine engine) {
    this.history = history;
    this.written = written;
    this.runs = runs;
    this.engine = engine;
  }

  /** A run that no engine has any more. */
  public record LostRun(String id, String agent) {}

  /**
   * @param lost only those that no engine has any more, the oldest first
   * @param limit how many at the most; up to 1,000
   */
  @ReadOperation
  public Object runs(@Nullable Boolean lost, @Nullable Integer limit) {
    int most = Math.clamp(limit == null ? USUAL : limit, 1, MOST);
    if (!Boolean.TRUE.equals(lost)) {
      return history.latest(most);
    }
    List<LostRun> found =
        runs.lost(engine.mark(), limit == null ? MOST : most).stream()
            .map(run -> new LostRun(run.id(), run.agent()))
            .toList();
    return Map.of("runs", found);
  }

  /**
   * @param at the run's name, and the job's path where one is asked for
   * @param after continues the jobs of a run: {@code more} of the answer before
   * @param drafts only what models are writing in the run now
   */
  @ReadOperation
  public WebEndpointResponse<Object> run(
      @Selector(match = Match.ALL_REMAINING) String[] at,
      @Nullable Long after,
      @Nullable Boolean drafts) {
    String id = at[0];
    if (Boolean.TRUE.equals(drafts)) {
      return new WebEndpointResponse<>(Map.of("drafts", written.of(id)));
    }
    if (at.length == 1) {
      return found(
          history.of(id, after == null ? 0 : after),
          "This worker's journal has no run '%s'.".formatted(id));
    }
    String path = String.join("/", Arrays.asList(at).subList(1, at.length));
    return found(
        history.job(new JobAddress(id, path)),
        "The run '%s' has no job '%s'; /actuator/runs/%s lists those that it has."
            .formatted(id, path, id));
  }

  private static WebEndpointResponse<Object> found(Optional<?> found, String problem) {
    return found
        .map(answer -> new WebEndpointResponse<Object>(answer))
        .orElseGet(
            () ->
                new WebEndpointResponse<>(
                    Map.of("problem", problem), WebEndpointResponse.STATUS_NOT_FOUND));
  }
}
