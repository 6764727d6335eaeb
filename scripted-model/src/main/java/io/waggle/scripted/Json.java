package io.waggle.scripted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** How this package reads, writes and fingerprints JSON. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A fingerprint that does not depend on the order of keys: a restarted client may write the same
   * request with its maps in another order.
   *
   * @param without members that do not count
   */
  static String fingerprint(JsonNode tree, Set<String> without) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      OutputStream digested = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      try (JsonGenerator out = MAPPER.createGenerator(digested)) {
        writeInOrder(tree, without, out);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void writeInOrder(JsonNode node, Set<String> without, JsonGenerator out)
      throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      SortedMap<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      members.keySet().removeAll(without);
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        out.writeFieldName(member.getKey());
        writeInOrder(member.getValue(), Set.of(), out);
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode item : node) {
        writeInOrder(item, Set.of(), out);
      }
      out.writeEndArray();
    } else {
      out.writeTree(node);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A copy of the tree with every string value, but no key, changed. */
  static JsonNode mapStrings(JsonNode node, UnaryOperator<String> change) {
    if (node.isTextual()) {
      return TextNode.valueOf(change.apply(node.textValue()));
    }
    if (node.isObject()) {
      ObjectNode copy = MAPPER.createObjectNode();
      node.properties().forEach(e -> copy.set(e.getKey(), mapStrings(e.getValue(), change)));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = MAPPER.createArrayNode();
      node.forEach(item -> copy.add(mapStrings(item, change)));
      return copy;
    }
    return node;
  }
}
