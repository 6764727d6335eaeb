package io.waggle.console.run;

import io.waggle.bpmn.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan.
 *
 * @param path of the step
 * @param title what people read
 * @param instruction beginning of what is to be done; empty where it says no more than the title
 * @param agent the sub-agent that does it; null: the agent itself
 * @param needs titles of the steps whose results it needs
 * @param badge how far it is
 * @param result its result, or what went wrong; empty before
 * @param turns how many there were
 * @param calls how many tool calls there were
 * @param usage sub-agents included
 * @param begun null before
 * @param took null before
 */
public record StepView(
    String path,
    String title,
    String instruction,
    @Nullable String agent,
    List<String> needs,
    Badge badge,
    String result,
    int turns,
    int calls,
    Usage usage,
    @Nullable Instant begun,
    @Nullable Duration took) {

  public StepView {
    needs = List.copyOf(needs);
  }

  /**
   * @return id of its place in the page
   */
  public String anchor() {
    return "at-" + path.replace('/', '-');
  }

  /**
   * @return whether it goes on, or waits
   */
  public boolean live() {
    return badge.equals(Badge.RUNNING) || badge.equals(Badge.WAITS);
  }
}
