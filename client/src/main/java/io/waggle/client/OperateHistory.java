package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operate's own REST API, {@code /v1}: Camunda 8.6 and 8.7, where {@code /v2} cannot search. */
final class OperateHistory implements RunHistory {
  private static final int PAGE = 1000;

  /** Operate writes offsets without a colon. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .toFormatter();

  private final OperateSession session;
  private final Connection connection;

  OperateHistory(OperateSession session, Connection connection) {
    this.session = session;
    this.connection = connection;
  }

  @Override
  public Optional<Instance> instance(long key) {
    return instances(filter("key", key)).findFirst();
  }

  @Override
  public List<Instance> calledBy(long key) {
    return instances(filter("parentKey", key)).toList();
  }

  private Stream<Instance> instances(ObjectNode filter) {
    return search("process-instances", filter).stream()
        .filter(row -> known(row, "startDate"))
        .map(OperateHistory::instance);
  }

  @Override
  public List<ElementStatus> elements(long key) {
    return search("flownode-instances", filter("processInstanceKey", key)).stream()
        .filter(row -> known(row, "startDate"))
        .map(OperateHistory::element)
        .toList();
  }

  @Override
  public List<Variable> variables(long key, Set<String> names) {
    return search("variables", filter("processInstanceKey", key)).stream()
        .filter(row -> names.contains(row.path("name").asText()))
        .flatMap(row -> row.path("truncated").asBoolean() ? whole(row).stream() : Stream.of(row))
        .map(OperateHistory::variable)
        .toList();
  }

  @Override
  public List<IncidentStatus> incidents(long key) {
    List<JsonNode> rows =
        search("incidents", filter("processInstanceKey", key)).stream()
            .filter(row -> known(row, "creationTime"))
            .filter(row -> !row.path("state").asText().equals("RESOLVED"))
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, String> elementOf =
        search("flownode-instances", filter("processInstanceKey", key)).stream()
            .filter(row -> row.hasNonNull("incidentKey"))
            .collect(
                Collectors.toMap(
                    row -> row.path("incidentKey").asLong(),
                    row -> row.path("flowNodeId").asText(),
                    (first, second) -> second));
    return rows.stream().map(row -> incident(row, elementOf::get)).toList();
  }

  /**
   * Where Operate and Tasklist are one process, both claim this address and neither answers: then a
   * text is as long as the search gives it, and anything else is left out.
   */
  private Optional<JsonNode> whole(JsonNode row) {
    try {
      return Optional.of(session.get("/v1/variables/" + row.path("key").asLong()));
    } catch (AgentClientException nobodyAnswers) {
      String beginning = row.path("value").asText();
      if (!beginning.startsWith("\"")) {
        return Optional.empty();
      }
      String text = beginning.replaceFirst("\\\\(u[0-9a-fA-F]{0,3})?$", "");
      return Optional.of(((ObjectNode) row.deepCopy()).put("value", text + "…\""));
    }
  }

  private List<JsonNode> search(String what, ObjectNode filter) {
    List<JsonNode> found = new ArrayList<>();
    JsonNode after = null;
    JsonNode answer;
    do {
      answer = session.post("/v1/" + what + "/search", query(filter, after));
      answer.path("items").forEach(found::add);
      after = answer.path("sortValues");
    } while (answer.path("items").size() == PAGE && !after.isEmpty());
    return found;
  }

  private static ObjectNode query(ObjectNode filter, @Nullable JsonNode after) {
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    query.set("filter", filter);
    query.put("size", PAGE);
    ArrayNode sort = query.putArray("sort");
    sort.addObject().put("field", "key").put("order", "ASC");
    if (after != null) {
      query.set("searchAfter", after);
    }
    return query;
  }

  private static ObjectNode filter(String field, long key) {
    return JsonNodeFactory.instance.objectNode().put(field, key);
  }

  private static Instance instance(JsonNode row) {
    return new Instance(
        row.path("key").asLong(),
        row.path("bpmnProcessId").asText(),
        state(row),
        row.path("incident").asBoolean(),
        time(row.path("startDate")),
        row.hasNonNull("endDate") ? time(row.path("endDate")) : null,
        row.hasNonNull("parentKey") ? row.path("parentKey").asLong() : null);
  }

  private static ElementStatus element(JsonNode row) {
    String id = row.path("flowNodeId").asText();
    return new ElementStatus(
        row.path("key").asLong(),
        id,
        row.hasNonNull("flowNodeName") ? row.path("flowNodeName").asText() : id,
        row.path("type").asText(),
        state(row),
        time(row.path("startDate")),
        row.hasNonNull("endDate") ? time(row.path("endDate")) : null);
  }

  private IncidentStatus incident(JsonNode row, Function<Long, @Nullable String> elementOf) {
    long key = row.path("key").asLong();
    long instanceKey = row.path("processInstanceKey").asLong();
    return new IncidentStatus(
        key,
        instanceKey,
        elementOf.apply(key),
        row.path("type").asText(),
        row.path("message").asText(),
        time(row.path("creationTime")),
        OperateLinks.instance(connection, instanceKey));
  }

  private static Variable variable(JsonNode row) {
    String text = row.path("value").asText();
    JsonNode value;
    try {
      value = Json.parse(text);
    } catch (JsonProcessingException notWhole) {
      value = TextNode.valueOf(text);
    }
    return new Variable(row.path("scopeKey").asLong(), row.path("name").asText(), value);
  }

  private static RunState state(JsonNode row) {
    return switch (row.path("state").asText()) {
      case "COMPLETED" -> RunState.COMPLETED;
      case "CANCELED", "TERMINATED" -> RunState.CANCELED;
      default -> RunState.ACTIVE;
    };
  }

  /**
   * Operate and Tasklist learn of one thing from several streams of records, in any order: a row
   * whose beginning they have not read yet is of something that is not there yet.
   */
  static boolean known(JsonNode row, String beginning) {
    return row.hasNonNull(beginning);
  }

  static Instant time(JsonNode text) {
    return TIME.parse(text.asText(), Instant::from);
  }
}
