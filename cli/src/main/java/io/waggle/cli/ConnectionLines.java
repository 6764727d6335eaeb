package io.waggle.cli;

import io.waggle.client.ConnectionListener;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says that the cluster does not answer: on standard error, or where a run is drawn. */
final class ConnectionLines implements ConnectionListener {
  private final PrintWriter err;
  private volatile @Nullable Consumer<@Nullable String> drawing;

  ConnectionLines(PrintWriter err) {
    this.err = err;
  }

  /** Lines would spoil what this draws; it gets null once the trouble is over. Null ends that. */
  void drawnBy(@Nullable Consumer<@Nullable String> view) {
    drawing = view;
  }

  @Override
  public void lost(String trouble) {
    String sentence = TreeText.oneLine(trouble) + " Trying again.";
    show(sentence, sentence);
  }

  @Override
  public void restored() {
    show(null, "The cluster answers again.");
  }

  /** Says something else of the cluster. */
  void tell(String sentence) {
    show(sentence, sentence);
  }

  private void show(@Nullable String drawn, String printed) {
    Consumer<@Nullable String> view = drawing;
    if (view == null) {
      err.println("waggle: " + printed);
      err.flush();
    } else {
      view.accept(drawn);
    }
  }
}
