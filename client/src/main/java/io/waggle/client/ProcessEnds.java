package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.waggle.bpmn.Models;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.ProcessClient.IncidentListener;
import io.waggle.client.ProcessInstances.Instance;
import io.waggle.client.ProcessInstances.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads where process instances stand, and waits for their ends; over {@code /v2}. */
final class ProcessEnds {
  private static final String END = "END_EVENT";

  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final ProcessInstances instances;
  private final NamedRuns runs;
  private final Patience patience;
  private final Connection connection;

  ProcessEnds(ProcessInstances instances, Patience patience, Connection connection) {
    this.instances = instances;
    this.runs = new NamedRuns(instances);
    this.patience = patience;
    this.connection = connection;
  }

  Optional<ProcessStatus> status(long key) {
    return patience.untilShown(() -> read(key));
  }

  ProcessStatus await(long key, Duration timeout, IncidentListener listener) {
    Set<Long> reported = new HashSet<>();
    RetryPolicy<Optional<Instance>> whileItGoesOn =
        RetryPolicy.<Optional<Instance>>builder()
            .handleResultIf(instance -> instance.filter(one -> one.state().ended()).isEmpty())
            .handleIf(thrown -> thrown instanceof AgentClientException lost && maySoonAnswer(lost))
            .withBackoff(SHORTEST, LONGEST, 1.5)
            .withMaxRetries(-1)
            .withMaxDuration(timeout)
            .build();
    Optional<Instance> last;
    try {
      last =
          Failsafe.with(whileItGoesOn)
              .get(() -> patience.untilReachable(() -> look(key, reported, listener)));
    } catch (FailsafeException stopped) {
      throw Patience.interrupted(stopped);
    }
    if (last.filter(one -> one.state().ended()).isEmpty()) {
      throw timedOut(key, timeout);
    }
    // The end is shown, so will be the last variables and elements, which may come a moment later.
    return patience
        .untilSettled(
            status ->
                status
                    .filter(one -> one.state() == RunState.COMPLETED && one.places().isEmpty())
                    .isPresent(),
            () -> read(key))
        .orElseThrow(() -> timedOut(key, timeout));
  }

  private static boolean maySoonAnswer(AgentClientException lost) {
    return lost.reason() == Reason.UNREACHABLE && !Thread.currentThread().isInterrupted();
  }

  private Optional<Instance> look(long key, Set<Long> reported, IncidentListener listener) {
    Optional<Instance> instance = instances.instance(key);
    instance
        .filter(one -> !one.state().ended() && one.incident())
        .ifPresent(
            one ->
                incidents(one).stream()
                    .filter(incident -> reported.add(incident.key()))
                    .forEach(listener::incident));
    return instance;
  }

  private AgentClientException timedOut(long key, Duration timeout) {
    String standing =
        read(key)
            .map(status -> "it stands at '%s'".formatted(String.join("', '", status.places())))
            .orElse("it was never seen");
    return new AgentClientException(
        Reason.TIMED_OUT,
        "Process instance %d did not end within %s and goes on; %s."
            .formatted(key, Words.of(timeout), standing));
  }

  private Optional<ProcessStatus> read(long key) {
    return instances.instance(key).map(this::status);
  }

  private ProcessStatus status(Instance instance) {
    List<String> places = places(instance); // who sees the end is to see what it left, too
    Map<String, JsonNode> variables = new TreeMap<>();
    for (Variable variable : instances.variablesOf(instance.key())) {
      variables.put(variable.name(), variable.value());
    }
    return new ProcessStatus(
        instance.key(),
        instance.processId(),
        instance.state(),
        instance.startedAt(),
        instance.endedAt(),
        places,
        variables,
        caller(instance).orElse(null),
        instances.calledBy(instance.key()).stream().map(this::brief).toList(),
        instance.state().ended() ? List.of() : incidents(instance),
        connection.operateLink(instance.key()));
  }

  private List<String> places(Instance instance) {
    return instances.elements(instance.key()).stream()
        .filter(
            element ->
                instance.state().ended()
                    ? element.type().equals(END) && element.state() == RunState.COMPLETED
                    : element.active() && !element.frame() && !isTheProcess(element, instance))
        .map(ElementStatus::name)
        .distinct()
        .toList();
  }

  private static boolean isTheProcess(ElementStatus element, Instance instance) {
    return element.key() == instance.key();
  }

  private Optional<ProcessStatus.Instance> caller(Instance instance) {
    return Optional.ofNullable(instance.parentKey()).flatMap(instances::instance).map(this::brief);
  }

  private ProcessStatus.Instance brief(Instance instance) {
    @Nullable String run =
        instance.processId().equals(Models.AGENT)
            ? runs.find(instance.key()).map(NamedRuns.Named::address).orElse(null)
            : null;
    return new ProcessStatus.Instance(instance.key(), instance.processId(), instance.state(), run);
  }

  /** Of the instance and of all below it that goes on. */
  private List<IncidentStatus> incidents(Instance instance) {
    List<IncidentStatus> all = new ArrayList<>(instances.incidents(instance.key()));
    instances.calledBy(instance.key()).stream()
        .filter(called -> !called.state().ended())
        .forEach(called -> all.addAll(incidents(called)));
    return all;
  }
}
