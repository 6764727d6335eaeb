package io.waggle.engine;

import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.util.List;
import java.util.concurrent.CancellationException;

/** What an attempt may do with its job while nobody else has taken that over. */
public interface Ownership {
  /** Of an attempt that holds nothing: there is nothing to lose, and nothing is kept. */
  Ownership NONE =
      new Ownership() {
        @Override
        public void confirm() {}

        @Override
        public List<Message> kept() {
          return List.of();
        }

        @Override
        public void keep(List<Message> said, Usage used) {}
      };

  /**
   * @throws CancellationException if another worker process has taken the job over
   */
  void confirm();

  /**
   * @return what attempts before this one kept; empty if they kept nothing
   */
  List<Message> kept();

  /**
   * Keeps a part of the job that is done, for an attempt that follows should this one be
   * interrupted.
   *
   * @param said all messages so far; takes the place of what was kept before
   * @param used up since the last time that something was kept; counts from now on
   * @throws CancellationException if another worker process has taken the job over
   */
  void keep(List<Message> said, Usage used);
}
