package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.client.FakeCluster.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link FakeCluster} as {@code /v2} shows them. */
final class FakeRows {
  private static final Instant BEGINNING = Instant.parse("2026-11-21T08:00:00Z");

  private static final Set<String> FILTERS =
      Set.of(
          "processInstanceKey",
          "parentProcessInstanceKey",
          "scopeKey",
          "name",
          "value",
          "tenantId",
          "processDefinitionId",
          "state",
          "hasIncident");

  /** There is one; Camunda calls it so. */
  static final String TENANT = "<default>";

  private FakeRows() {}

  /** What a query asks for that would be left out of account; null if there is nothing. */
  static @Nullable String unknownFilter(JsonNode query) {
    return query.path("filter").properties().stream()
        // The client always sends tags, an empty list.
        .filter(entry -> !entry.getValue().isContainerNode() || !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(field -> !FILTERS.contains(field))
        .findFirst()
        .orElse(null);
  }

  static boolean matches(Row row, JsonNode query) {
    JsonNode filter = query.path("filter");
    if (filter.path("hasIncident").path("$eq").asBoolean(filter.path("hasIncident").asBoolean())
        || !is(filter, "tenantId", TENANT)
        || !is(filter, "processDefinitionId", row.name())) {
      return false;
    }
    JsonNode several = filter.path("processInstanceKey").path("$in");
    if (!several.isEmpty()
        ? !several.toString().contains("\"" + row.instance() + "\"")
        : filter.has("processInstanceKey") && key(filter, "processInstanceKey") != row.instance()) {
      return false;
    }
    String parent = "parentProcessInstanceKey";
    if (filter.has(parent) && (row.parent() == null || key(filter, parent) != row.parent())) {
      return false;
    }
    if (filter.has("scopeKey")
        && (row.parent() == null || key(filter, "scopeKey") != row.parent())) {
      return false;
    }
    JsonNode names = filter.path("name");
    boolean named =
        names.isTextual() || names.path("$eq").isTextual() || !names.path("$in").isEmpty();
    if (named && !names.toString().contains('"' + row.name() + '"')) {
      return false;
    }
    return is(filter, "value", row.state()) && is(filter, "state", row.state());
  }

  private static boolean is(JsonNode filter, String field, String shown) {
    JsonNode wanted = filter.path(field);
    return wanted.isMissingNode()
        || shown.equals(wanted.isObject() ? wanted.path("$eq").asText() : wanted.asText());
  }

  private static long key(JsonNode filter, String field) {
    JsonNode value = filter.path(field);
    return Long.parseLong(value.isObject() ? value.path("$eq").asText() : value.asText());
  }

  static ObjectNode of(String table, Row row) {
    ObjectNode common =
        object().put("processInstanceKey", "" + row.instance()).put("tenantId", TENANT);
    return switch (table) {
      case "process-instances" ->
          common
              .put("processDefinitionId", row.name())
              .put("processDefinitionName", row.name())
              .put("processDefinitionVersion", 1)
              .put("processDefinitionKey", "5")
              .put("parentProcessInstanceKey", text(row.parent()))
              .put("startDate", BEGINNING.toString())
              .put("endDate", text(row.time()))
              .put("state", row.state())
              .put("hasIncident", false);
      case "element-instances" -> element(common, row);
      case "incidents" ->
          common
              .put("incidentKey", "" + row.key())
              .put("errorType", "JOB_NO_RETRIES")
              .put("errorMessage", row.name())
              .put("creationTime", BEGINNING.toString())
              .put("elementId", "MakePlan")
              .put("elementInstanceKey", "77")
              .put("state", row.state());
      default ->
          common
              .put("variableKey", "" + row.key())
              .put("scopeKey", text(row.parent()))
              .put("name", row.name())
              .put("value", row.state())
              .put("isTruncated", false);
    };
  }

  private static String named(String id) {
    return id.equals("MakePlan") ? "Make plan" : id;
  }

  private static ObjectNode element(ObjectNode common, Row row) {
    return common
        .put("elementInstanceKey", "" + row.key())
        .put("elementId", row.name())
        .put("elementName", named(row.name()))
        .put("type", type(row.name()))
        .put("startDate", text(row.time()))
        .put("endDate", ended(row) ? text(row.time()) : null)
        .put("state", row.state())
        .put("hasIncident", false)
        .put("newInNewerVersions", "is ignored");
  }

  private static String type(String element) {
    if (List.of("Run", "Work").contains(element)) {
      return "SUB_PROCESS";
    }
    return element.startsWith("End") ? "END_EVENT" : "SERVICE_TASK";
  }

  private static boolean ended(Row row) {
    return !row.state().equals("ACTIVE");
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
