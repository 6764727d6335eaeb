package io.waggle.embedded;

import static java.util.stream.Collectors.toSet;

import io.waggle.embedded.ElementRecord.Change;
import io.waggle.embedded.log.RecordReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What has happened on an embedded engine since it was started, in order: for tests. Each call sees
 * everything up to now; whoever waits for something asks again. Safe for use by several threads.
 */
public final class EngineRecords {
  private final RecordCollector collector;

  EngineRecords(RecordReader reader) {
    this.collector = new RecordCollector(reader);
  }

  /** How much has been written in all, commands among it. */
  public LogSize size() {
    return collector.size();
  }

  /** Elements and sequence flows as tokens came and went, the processes themselves among them. */
  public List<ElementRecord> elements() {
    return collector.elements();
  }

  /** Each value that each variable was given. */
  public List<VariableRecord> variables() {
    return collector.variables();
  }

  /** Incidents as they were raised, also those that are resolved by now. */
  public List<IncidentRecord> incidents() {
    return collector.incidents();
  }

  /** Jobs as they were failed, by workers alone. */
  public List<FailedJobRecord> failedJobs() {
    return collector.failedJobs();
  }

  /** User tasks as they were created, also those that are ended by now. */
  public List<UserTaskRecord> userTasks() {
    return collector.userTasks();
  }

  /** User tasks that are open, of whatever element. */
  public List<UserTaskRecord> openUserTasks() {
    Set<Long> ended = keys(Change.COMPLETED, Change.TERMINATED);
    return userTasks().stream().filter(task -> !ended.contains(task.elementInstance())).toList();
  }

  /** User tasks of an element that are open. */
  public List<UserTaskRecord> openUserTasks(String element) {
    return openUserTasks().stream().filter(task -> task.element().equals(element)).toList();
  }

  /** Activations of an element, in order. */
  public List<ElementRecord> activations(String element) {
    return changes(Change.ACTIVATED).filter(of(element)).toList();
  }

  /** Activations of an element that has neither completed nor been terminated since. */
  public List<ElementRecord> active(String element) {
    Set<Long> ended = keys(Change.COMPLETED, Change.TERMINATED);
    return activations(element).stream().filter(record -> !ended.contains(record.key())).toList();
  }

  /** Ids of the elements that completed, with repetitions. */
  public List<String> completed() {
    return changes(Change.COMPLETED).map(ElementRecord::element).toList();
  }

  /** Ids of the elements that were terminated, with repetitions. */
  public List<String> terminated() {
    return changes(Change.TERMINATED).map(ElementRecord::element).toList();
  }

  /**
   * Ids of everything in a process that a token has been on: elements that completed, user tasks
   * and ends that throw an error as soon as they were entered, and sequence flows.
   *
   * @param process the process's id
   */
  public Set<String> passed(String process) {
    return elements().stream()
        .filter(record -> record.process().equals(process))
        .filter(ElementRecord::isPassed)
        .map(ElementRecord::element)
        .collect(toSet());
  }

  /** How a process instance or element instance ended; empty while it has not. */
  public Optional<Change> end(long key) {
    return changes(Change.COMPLETED, Change.TERMINATED)
        .filter(record -> record.key() == key)
        .map(ElementRecord::change)
        .findFirst();
  }

  /** Whether a process instance or element instance completed or was terminated. */
  public boolean hasEnded(long key) {
    return end(key).isPresent();
  }

  /** The last value, as JSON, of each variable of a scope itself. */
  public Map<String, String> variablesOf(long scope) {
    Map<String, String> last = new LinkedHashMap<>();
    variables().stream()
        .filter(variable -> variable.scope() == scope)
        .forEach(variable -> last.put(variable.name(), variable.value()));
    return last;
  }

  /** The last value, as JSON, that a variable had anywhere in a process instance. */
  public Optional<String> lastValue(long processInstance, String name) {
    return variables().stream()
        .filter(variable -> variable.processInstance() == processInstance)
        .filter(variable -> variable.name().equals(name))
        .map(VariableRecord::value)
        .reduce((first, last) -> last);
  }

  /** Each value, as JSON, that a variable of this name was given in whatever scope. */
  public List<String> values(String name) {
    return variables().stream()
        .filter(variable -> variable.name().equals(name))
        .map(VariableRecord::value)
        .toList();
  }

  /** Characters of all variables by their scope, each counted when it was longest. */
  public Map<Long, Long> scopeSizes() {
    Map<Long, Map<String, Integer>> longest = new HashMap<>();
    for (VariableRecord variable : variables()) {
      longest
          .computeIfAbsent(variable.scope(), scope -> new HashMap<>())
          .merge(variable.name(), variable.value().length(), Math::max);
    }
    Map<Long, Long> sizes = new HashMap<>();
    longest.forEach((scope, lengths) -> sizes.put(scope, sum(lengths.values())));
    return sizes;
  }

  private static long sum(Collection<Integer> lengths) {
    return lengths.stream().mapToLong(Integer::longValue).sum();
  }

  private Stream<ElementRecord> changes(Change... changes) {
    Set<Change> wanted = Set.of(changes);
    return elements().stream().filter(record -> wanted.contains(record.change()));
  }

  private Set<Long> keys(Change... changes) {
    return changes(changes).map(ElementRecord::key).collect(toSet());
  }

  private static Predicate<ElementRecord> of(String element) {
    return record -> record.element().equals(element);
  }
}
