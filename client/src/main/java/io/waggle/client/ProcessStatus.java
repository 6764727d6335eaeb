package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process instance of one's own, as {@code /v2} last showed it, which may lag the engine by a few
 * seconds.
 *
 * @param key of the process instance
 * @param process its process's id in BPMN
 * @param state whether it goes on
 * @param startedAt by the cluster's clock
 * @param endedAt null while it goes on
 * @param places names of the elements at which it stands; once it has ended, of the end events that
 *     it reached
 * @param variables of the process instance, by name
 * @param calledBy the process instance whose call activity has created it; null where nobody called
 * @param called the process instances that it called, oldest first
 * @param incidents that are not resolved, also of what it called
 * @param link the instance in Operate; null where there is no Operate
 */
public record ProcessStatus(
    long key,
    String process,
    RunState state,
    Instant startedAt,
    @Nullable Instant endedAt,
    List<String> places,
    Map<String, JsonNode> variables,
    @Nullable Instance calledBy,
    List<Instance> called,
    List<IncidentStatus> incidents,
    @Nullable URI link) {
  public ProcessStatus {
    places = List.copyOf(places);
    called = List.copyOf(called);
    incidents = List.copyOf(incidents);
  }

  /**
   * A process instance, in a few words.
   *
   * @param key of it
   * @param process id of the process
   * @param state whether it goes on
   * @param run address of the agent's run that it is; null where it is none, or none yet
   */
  public record Instance(long key, String process, RunState state, @Nullable String run) {}
}
