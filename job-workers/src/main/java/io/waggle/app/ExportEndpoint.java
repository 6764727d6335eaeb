package io.waggle.app;

import io.waggle.history.RunExport;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** {@code GET /actuator/export/NAME}: a run as a file, to be played in tests. */
@Endpoint(id = "export")
public class ExportEndpoint {
  /** Characters of a file. */
  private static final int LONGEST = 100_000_000;

  private static final int TOO_LARGE = 413;

  private final RunExport export;

  ExportEndpoint(RunExport export) {
    this.export = export;
  }

  /**
   * @param run its name
   */
  @ReadOperation(produces = "text/plain;charset=UTF-8")
  public WebEndpointResponse<String> export(@Selector String run) {
    StringBuilder file = new StringBuilder();
    boolean found =
        export.write(
            run,
            line -> {
              if (file.length() < LONGEST) {
                file.append(line).append('\n');
              }
            });
    if (!found) {
      return new WebEndpointResponse<>(
          "This worker's journal has no run '%s'.".formatted(run),
          WebEndpointResponse.STATUS_NOT_FOUND);
    }
    return file.length() < LONGEST
        ? new WebEndpointResponse<>(file.toString())
        : new WebEndpointResponse<>(
            "The run '%s' is too long for a file.".formatted(run), TOO_LARGE);
  }
}
