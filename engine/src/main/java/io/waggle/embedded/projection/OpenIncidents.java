package io.waggle.embedded.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which instances have open incidents in them, also in what they called. */
final class OpenIncidents {
  private final Map<Long, Set<Long>> incidentsByInstance = new HashMap<>();
  private final Map<Long, List<List<Long>>> paths = new HashMap<>();
  private final Map<Long, Long> incidentByElement = new HashMap<>();

  /**
   * @param path for each process instance from the outermost on: its key, then those of the
   *     elements down to the one with the incident
   */
  void opened(long incident, long elementInstance, List<List<Long>> path) {
    paths.put(incident, path);
    incidentByElement.put(elementInstance, incident);
    path.stream()
        .flatMap(List::stream)
        .forEach(
            key -> incidentsByInstance.computeIfAbsent(key, any -> new TreeSet<>()).add(incident));
  }

  void resolved(long incident, long elementInstance) {
    incidentByElement.remove(elementInstance, incident);
    List<List<Long>> path = paths.remove(incident);
    if (path != null) {
      path.stream().flatMap(List::stream).forEach(key -> removed(incident, key));
    }
  }

  private void removed(long incident, long instance) {
    incidentsByInstance.computeIfPresent(
        instance,
        (key, incidents) -> {
          incidents.remove(incident);
          return incidents.isEmpty() ? null : incidents;
        });
  }

  boolean isAbove(long instance) {
    return incidentsByInstance.containsKey(instance);
  }

  Collection<Long> under(long instance) {
    return incidentsByInstance.getOrDefault(instance, Set.of());
  }

  Optional<Long> at(long elementInstance) {
    return Optional.ofNullable(incidentByElement.get(elementInstance));
  }
}
