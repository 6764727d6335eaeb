package io.waggle.scripted;

/** Sees the requests that reach a {@link ScriptedModel}; called by many threads. */
@FunctionalInterface
public interface RequestListener {
  /** Takes no notice. */
  RequestListener NONE = request -> {};

  /**
   * A request came for which there is a scene. Nothing is answered before this returns, so that
   * whoever blocks here holds a call in the air.
   *
   * @throws InterruptedException if the server is closed meanwhile
   */
  void received(RecordedRequest request) throws InterruptedException;
}
