package io.waggle.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.bpmn.GateKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Names what was asked, whole, so that a decision cannot be taken for one on anything else. */
public final class Digest {
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Digest() {}

  /**
   * @param kind of the gate
   * @param run address of the run that asks
   * @param whole all that a decision is about
   * @return SHA-256, as 64 hexadecimal digits
   */
  public static String of(GateKind kind, String run, JsonNode whole) {
    Map<String, Object> named = new TreeMap<>();
    named.put("gate", kind);
    named.put("run", run);
    named.put("about", CANONICAL.convertValue(whole, Object.class));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(CANONICAL.writeValueAsString(named).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
