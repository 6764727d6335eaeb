package io.waggle.client;

/**
 * Receives that the cluster cannot be reached or read, and that it can be again. The client goes on
 * trying meanwhile, for as long as the call that waits allows.
 *
 * <p>Called within five seconds of the first failed attempt, one call at a time, on a thread of the
 * client or of a caller; must not wait for another thread that uses the client.
 */
public interface ConnectionListener {
  /** Ignores everything. */
  ConnectionListener NONE =
      new ConnectionListener() {
        @Override
        public void lost(String trouble) {}

        @Override
        public void restored() {}
      };

  /**
   * A call waits for an answer. Called again only when the trouble is another one.
   *
   * @param trouble what does not answer, at which address, and what to look at; whole sentences
   */
  void lost(String trouble);

  /** What was reported as lost answers again. */
  void restored();
}
