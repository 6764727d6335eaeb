package io.waggle.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.bpmn.Fork;
import io.waggle.bpmn.Replay;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a run starts with.
 *
 * @param failureAs how the caller gets to know that there is no result, see {@link
 *     io.waggle.bpmn.FailureAs}; it asks for nothing else, so it is no part of the digest
 * @param runId the run's name; null: it is made up
 * @param replay where the run is to be recreated from the journal
 * @param fork where the run begins with what another one did
 */
public record Start(
    @Nullable JsonNode task,
    @Nullable JsonNode input,
    @Nullable JsonNode limits,
    @Nullable JsonNode failureAs,
    @Nullable JsonNode runId,
    @Nullable Replay replay,
    @Nullable Fork fork,
    @Nullable JsonNode caller) {
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /**
   * @return the name that it gives, whatever it is; null if it gives none
   */
  @Nullable String name() {
    return runId == null || runId.isNull() ? null : runId.asText(runId.toString());
  }

  /**
   * @return the task, whatever it is; empty if there is none
   */
  String words() {
    return task == null || task.isNull() ? "" : task.asText(task.toString());
  }

  /**
   * @return the start, if it fits
   * @throws io.waggle.engine.NeedsPersonException if not; the message names all that is wrong
   */
  StartCheck.Sound check() {
    return StartCheck.check(task, input, limits, failureAs);
  }

  /**
   * Checks what counts for this process instance alone, whatever run it is.
   *
   * @throws io.waggle.engine.NeedsPersonException if it does not fit
   */
  void checkFailureAs() {
    StartCheck.checkFailureAs(failureAs);
  }

  /**
   * @return SHA-256 of what is asked for, as 64 hexadecimal digits: the same for the same request,
   *     in whatever order its members stand
   */
  String digest() {
    Map<String, Object> asked = new TreeMap<>();
    put(asked, "task", task);
    put(asked, "input", input);
    put(asked, "limits", limits);
    put(asked, "fork", fork == null ? null : CANONICAL.valueToTree(fork));
    return sha256(asked);
  }

  private static void put(Map<String, Object> asked, String name, @Nullable JsonNode value) {
    if (value != null && !value.isNull()) {
      asked.put(name, CANONICAL.convertValue(value, Object.class));
    }
  }

  /**
   * @param agent who is asked
   * @return eight hexadecimal digits that tell requests of one process apart
   */
  String hash(String agent) {
    return sha256(Map.of("agent", agent, "asked", digest())).substring(0, 8);
  }

  private static String sha256(Map<String, Object> value) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(CANONICAL.writeValueAsString(value).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
