package io.waggle.engine;

import io.waggle.bpmn.Usage;
import io.waggle.journal.Intent;
import io.waggle.journal.Journal;
import io.waggle.llm.Message;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes by what the journal says of the intent that the attempt began with.
 *
 * @param journal that granted it
 * @param intent of the attempt
 */
record JournaledOwnership(Journal journal, Intent intent) implements Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledOwnership.class);

  @Override
  public void confirm() {
    require(journal.holds(intent));
  }

  @Override
  public List<Message> kept() {
    return journal.answers().before(intent);
  }

  @Override
  public void keep(List<Message> said, Usage used) {
    require(journal.answers().keep(intent, said, used));
  }

  private void require(boolean ours) {
    if (!ours) {
      LOG.info("Job {} was taken over meanwhile; this attempt does nothing", intent.at());
      throw new CancellationException("Another worker has taken the job over.");
    }
  }
}
