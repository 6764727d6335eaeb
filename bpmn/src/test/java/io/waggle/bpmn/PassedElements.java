package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What tokens have been on, of one process and in the tests of one class. */
final class PassedElements {
  private final String process;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  PassedElements(String process) {
    this.process = process;
  }

  void add(ProcessHarness harness) {
    ids.addAll(harness.records().passed(process));
  }

  /** The tests of the class passed what it promises to those of others. */
  void shouldHold(Set<String> promised) {
    assertThat(ids).containsAll(promised);
  }

  /** The tests of the class passed all of the process but for what those of others promise. */
  @SafeVarargs
  final void shouldHoldEverythingBut(Set<String>... promised) throws Exception {
    Set<String> unseen = ModelIds.ofEverythingIn("bpmn/" + process + ".bpmn");
    unseen.removeAll(ids);
    for (Set<String> elsewhere : promised) {
      unseen.removeAll(elsewhere);
    }
    assertThat(unseen).as("elements and flows that no test has passed").isEmpty();
  }
}
