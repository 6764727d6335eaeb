package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.client.FakeCluster.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link FakeCluster} as the two APIs put them. */
final class FakeRows {
  private static final DateTimeFormatter OPERATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
  private static final Instant BEGINNING = Instant.parse("2026-11-21T08:00:00Z");

  private FakeRows() {}

  static boolean matches(String table, Row row, JsonNode query) {
    JsonNode filter = query.path("filter");
    List<String> own =
        table.equals("process-instances")
            ? List.of("key", "processInstanceKey")
            : List.of("processInstanceKey");
    for (String field : own) {
      JsonNode several = filter.path(field).path("$in");
      if (!several.isEmpty()
          ? !several.toString().contains("\"" + row.instance() + "\"")
          : filter.has(field) && key(filter, field) != row.instance()) {
        return false;
      }
    }
    for (String field : List.of("parentKey", "parentProcessInstanceKey")) {
      if (filter.has(field) && (row.parent() == null || key(filter, field) != row.parent())) {
        return false;
      }
    }
    JsonNode names = filter.path("name");
    boolean named =
        names.isTextual() || names.path("$eq").isTextual() || !names.path("$in").isEmpty();
    if (named && !names.toString().contains('"' + row.name() + '"')) {
      return false;
    }
    return true;
  }

  /** Keys are numbers in one API and texts in the other. */
  private static long key(JsonNode filter, String field) {
    JsonNode value = filter.path(field);
    return Long.parseLong(value.isObject() ? value.path("$eq").asText() : value.asText());
  }

  static ObjectNode operate(String table, Row row) {
    return switch (table) {
      case "process-instances" ->
          object()
              .put("key", row.key())
              .put("processVersion", 1)
              .put("bpmnProcessId", row.name())
              .put("parentKey", row.parent())
              .put("startDate", OPERATE_TIME.format(BEGINNING))
              .put("endDate", row.time() == null ? null : OPERATE_TIME.format(row.time()))
              .put("state", row.state())
              .put("incident", false)
              .put("processDefinitionKey", 5L)
              .put("tenantId", "<default>");
      case "flownode-instances" ->
          object()
              .put("key", row.key())
              .put("processInstanceKey", row.instance())
              .put("startDate", OPERATE_TIME.format(row.time()))
              .put("endDate", ended(row) ? OPERATE_TIME.format(row.time()) : null)
              .put("flowNodeId", row.name())
              .put("flowNodeName", named(row.name()))
              .put("type", row.name().equals("Work") ? "SUB_PROCESS" : "SERVICE_TASK")
              .put("state", row.state())
              .put("incident", false)
              .put("incidentKey", row.name().equals("MakePlan") ? (Long) 900L : null)
              .put("tenantId", "<default>");
      case "incidents" ->
          object()
              .put("key", row.key())
              .put("processInstanceKey", row.instance())
              .put("type", "JOB_NO_RETRIES")
              .put("message", row.name())
              .put("creationTime", OPERATE_TIME.format(BEGINNING))
              .put("state", row.state())
              .put("tenantId", "<default>");
      default -> operateVariable(row, true);
    };
  }

  static ObjectNode operateVariable(Row row, boolean truncating) {
    boolean truncated = truncating && row.state().length() > FakeCluster.TRUNCATED_AT;
    return object()
        .put("key", row.key())
        .put("processInstanceKey", row.instance())
        .put("scopeKey", row.parent())
        .put("name", row.name())
        .put("value", truncated ? row.state().substring(0, 100) : row.state())
        .put("truncated", truncated)
        .put("tenantId", "<default>");
  }

  static ObjectNode orchestration(String table, Row row) {
    ObjectNode common =
        object().put("processInstanceKey", "" + row.instance()).put("tenantId", "<default>");
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
              .put("state", row.state().equals("CANCELED") ? "TERMINATED" : row.state())
              .put("hasIncident", false);
      case "element-instances" -> orchestrationElement(common, row);
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

  private static ObjectNode orchestrationElement(ObjectNode common, Row row) {
    return common
        .put("elementInstanceKey", "" + row.key())
        .put("elementId", row.name())
        .put("elementName", named(row.name()))
        .put("type", row.name().equals("Work") ? "SUB_PROCESS" : "SERVICE_TASK")
        .put("startDate", text(row.time()))
        .put("endDate", ended(row) ? text(row.time()) : null)
        .put("state", row.state())
        .put("hasIncident", false)
        .put("newInNewerVersions", "is ignored");
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
