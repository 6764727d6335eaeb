package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * What models are writing in a run, as its workers know it; nothing where no worker answers. Looks
 * once a second, beside what is drawn.
 */
final class DraftLines implements AutoCloseable {
  private static final long EVERY_MILLIS = 1_000;

  /** Of each draft the end is shown. */
  private static final int LINES = 3;

  private static final int COLUMNS = 160;

  private final List<URI> workers;
  private final JsonPage page = new JsonPage();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private volatile @Nullable String run;
  private volatile List<AttributedString> lines = List.of();

  /**
   * @param workers management addresses; the first that answers is believed
   */
  DraftLines(List<URI> workers) {
    this.workers = List.copyOf(workers);
    var unused =
        looking.scheduleWithFixedDelay(
            () -> lines = look(), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @param name of the run that is watched
   * @return what was written when one looked last
   */
  List<AttributedString> of(String name) {
    run = name;
    return lines;
  }

  private List<AttributedString> look() {
    String name = run;
    if (name == null) {
      return List.of();
    }
    // Workers that share a journal know the same; others know of other runs.
    Map<String, String> drafts = new LinkedHashMap<>();
    for (URI worker : workers) {
      for (JsonNode draft :
          page.get(worker, "/actuator/runs/" + name + "?drafts=true")
              .map(found -> found.path("drafts"))
              .orElseGet(MissingNode::getInstance)) {
        drafts.putIfAbsent(draft.path("path").asText(), draft.path("text").asText());
      }
    }
    List<AttributedString> shown = new ArrayList<>();
    drafts.forEach((path, text) -> shown.addAll(lines(path, text)));
    return List.copyOf(shown);
  }

  static List<AttributedString> lines(String path, String text) {
    List<String> written = TreeText.clean(text).lines().filter(line -> !line.isBlank()).toList();
    List<AttributedString> lines = new ArrayList<>();
    lines.add(
        new AttributedString("… is writing (%s)".formatted(TreeText.clean(path)), TreeText.BUSY));
    for (String line : written.subList(Math.max(0, written.size() - LINES), written.size())) {
      String end = line.length() <= COLUMNS ? line : "…" + line.substring(line.length() - COLUMNS);
      lines.add(new AttributedString("    " + end, TreeText.FAINT));
    }
    return lines;
  }

  @Override
  public void close() {
    looking.shutdownNow();
    page.close();
  }
}
