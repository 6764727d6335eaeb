package io.waggle.embedded.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row's place as an opaque text: it stays where it is when rows come and go around it. */
final class Cursor {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cursor() {}

  static String of(List<@Nullable Object> place) {
    ArrayNode values = JSON.createArrayNode();
    place.forEach(value -> values.add(value == null ? null : value.toString()));
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static <R> List<@Nullable Object> read(String cursor, Order<R> order) {
    try {
      JsonNode values = JSON.readTree(Base64.getUrlDecoder().decode(cursor));
      if (values.size() != order.columns().size()) {
        throw invalid(cursor);
      }
      List<@Nullable Object> place = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        JsonNode value = values.get(i);
        place.add(value.isNull() ? null : order.columns().get(i).column().parse(value));
      }
      return place;
    } catch (IllegalArgumentException | IOException e) {
      throw invalid(cursor);
    }
  }

  private static InvalidSearchException invalid(String cursor) {
    return new InvalidSearchException(
        "'%s' is no cursor of a search sorted like this one.".formatted(cursor));
  }
}
