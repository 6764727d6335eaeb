package io.waggle.console.run;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool call of a turn, the asking of a sub-agent or of a person included.
 *
 * @param path of the call
 * @param name the tool's name
 * @param arguments as the model wrote them, as JSON for people
 * @param effect what it does to the world, in a few words
 * @param badge how it ended, or where it stands
 * @param result what the model reads of it; empty before
 * @param took how long the tool ran; null before
 * @param attempts how often it was begun
 * @param undone whether it was taken back
 * @param gates what people were asked about it
 * @param runs of sub-agents
 * @param job path of the job that shows it whole; null where there is none yet
 */
public record CallView(
    String path,
    String name,
    String arguments,
    String effect,
    Badge badge,
    String result,
    @Nullable Duration took,
    int attempts,
    boolean undone,
    List<GateView> gates,
    List<SubRun> runs,
    @Nullable String job) {

  public CallView {
    gates = List.copyOf(gates);
    runs = List.copyOf(runs);
  }
}
