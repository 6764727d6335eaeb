package io.waggle.client;

/**
 * Hears that the cluster cannot be reached or read, and that it can be again. The client goes on
 * trying meanwhile, for as long as the call that waits allows.
 *
 * <p>Called on a thread of the client's, within five seconds of the first vain attempt; what takes
 * long delays the next report.
 */
public interface ConnectionListener {
  /** Hears nothing. */
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
