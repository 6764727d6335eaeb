package io.waggle.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camunda.client.protocol.rest.ActivatedJobResult;
import io.camunda.client.protocol.rest.CamundaUserResult;
import io.camunda.client.protocol.rest.CancelProcessInstanceRequest;
import io.camunda.client.protocol.rest.ClockPinRequest;
import io.camunda.client.protocol.rest.CreateProcessInstanceResult;
import io.camunda.client.protocol.rest.DecisionDefinitionResult;
import io.camunda.client.protocol.rest.DecisionDefinitionSearchQuery;
import io.camunda.client.protocol.rest.DecisionDefinitionSearchQueryResult;
import io.camunda.client.protocol.rest.DeleteResourceRequest;
import io.camunda.client.protocol.rest.DeploymentFormResult;
import io.camunda.client.protocol.rest.DeploymentProcessResult;
import io.camunda.client.protocol.rest.DeploymentResult;
import io.camunda.client.protocol.rest.ElementInstanceResult;
import io.camunda.client.protocol.rest.ElementInstanceSearchQuery;
import io.camunda.client.protocol.rest.ElementInstanceSearchQueryResult;
import io.camunda.client.protocol.rest.FormResult;
import io.camunda.client.protocol.rest.IncidentResolutionRequest;
import io.camunda.client.protocol.rest.IncidentResult;
import io.camunda.client.protocol.rest.IncidentSearchQuery;
import io.camunda.client.protocol.rest.IncidentSearchQueryResult;
import io.camunda.client.protocol.rest.JobActivationRequest;
import io.camunda.client.protocol.rest.JobActivationResult;
import io.camunda.client.protocol.rest.JobCompletionRequest;
import io.camunda.client.protocol.rest.JobErrorRequest;
import io.camunda.client.protocol.rest.JobFailRequest;
import io.camunda.client.protocol.rest.JobSearchQuery;
import io.camunda.client.protocol.rest.JobSearchQueryResult;
import io.camunda.client.protocol.rest.JobUpdateRequest;
import io.camunda.client.protocol.rest.MessagePublicationRequest;
import io.camunda.client.protocol.rest.MessagePublicationResult;
import io.camunda.client.protocol.rest.ProblemDetail;
import io.camunda.client.protocol.rest.ProcessDefinitionResult;
import io.camunda.client.protocol.rest.ProcessDefinitionSearchQuery;
import io.camunda.client.protocol.rest.ProcessDefinitionSearchQueryResult;
import io.camunda.client.protocol.rest.ProcessInstanceCallHierarchyEntry;
import io.camunda.client.protocol.rest.ProcessInstanceCreationInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceElementStatisticsQueryResult;
import io.camunda.client.protocol.rest.ProcessInstanceIncidentSearchQuery;
import io.camunda.client.protocol.rest.ProcessInstanceMigrationInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceModificationInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceResult;
import io.camunda.client.protocol.rest.ProcessInstanceSearchQuery;
import io.camunda.client.protocol.rest.ProcessInstanceSearchQueryResult;
import io.camunda.client.protocol.rest.ProcessInstanceSequenceFlowsQueryResult;
import io.camunda.client.protocol.rest.SearchQueryPageResponse;
import io.camunda.client.protocol.rest.SetVariableRequest;
import io.camunda.client.protocol.rest.SignalBroadcastRequest;
import io.camunda.client.protocol.rest.SignalBroadcastResult;
import io.camunda.client.protocol.rest.TopologyResponse;
import io.camunda.client.protocol.rest.UserTaskAssignmentRequest;
import io.camunda.client.protocol.rest.UserTaskCompletionRequest;
import io.camunda.client.protocol.rest.UserTaskResult;
import io.camunda.client.protocol.rest.UserTaskSearchQuery;
import io.camunda.client.protocol.rest.UserTaskSearchQueryResult;
import io.camunda.client.protocol.rest.UserTaskUpdateRequest;
import io.camunda.client.protocol.rest.UserTaskVariableSearchQueryRequest;
import io.camunda.client.protocol.rest.VariableResult;
import io.camunda.client.protocol.rest.VariableSearchQuery;
import io.camunda.client.protocol.rest.VariableSearchQueryResult;
import io.camunda.client.protocol.rest.VariableSearchResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Camunda's published description of the API says about the operations that are served: which
 * of the generated classes a request and its answer are, and what an answer always has.
 */
final class Description {
  private static final Class<?> NONE = Void.class;

  /** An operation of the API. */
  record Operation(String method, Pattern path, Class<?> request, Class<?> answer) {}

  private static Operation op(String methodAndPath, Class<?> request, Class<?> answer) {
    String[] parts = methodAndPath.split(" ");
    return new Operation(
        parts[0], Pattern.compile("/v2" + parts[1].replace("{key}", "[^/]+")), request, answer);
  }

  private static final List<Operation> OPERATIONS =
      List.of(
          op(
              "POST /process-instances",
              ProcessInstanceCreationInstruction.class,
              CreateProcessInstanceResult.class),
          op(
              "POST /process-instances/search",
              ProcessInstanceSearchQuery.class,
              ProcessInstanceSearchQueryResult.class),
          op("GET /process-instances/{key}", NONE, ProcessInstanceResult.class),
          op(
              "POST /process-instances/{key}/cancellation",
              CancelProcessInstanceRequest.class,
              NONE),
          op(
              "POST /process-instances/{key}/modification",
              ProcessInstanceModificationInstruction.class,
              NONE),
          op(
              "POST /process-instances/{key}/migration",
              ProcessInstanceMigrationInstruction.class,
              NONE),
          op(
              "POST /process-instances/{key}/incidents/search",
              ProcessInstanceIncidentSearchQuery.class,
              IncidentSearchQueryResult.class),
          op(
              "GET /process-instances/{key}/sequence-flows",
              NONE,
              ProcessInstanceSequenceFlowsQueryResult.class),
          op(
              "GET /process-instances/{key}/statistics/element-instances",
              NONE,
              ProcessInstanceElementStatisticsQueryResult.class),
          op(
              "GET /process-instances/{key}/call-hierarchy",
              NONE,
              ProcessInstanceCallHierarchyEntry[].class),
          op(
              "POST /element-instances/search",
              ElementInstanceSearchQuery.class,
              ElementInstanceSearchQueryResult.class),
          op("GET /element-instances/{key}", NONE, ElementInstanceResult.class),
          op("PUT /element-instances/{key}/variables", SetVariableRequest.class, NONE),
          op("POST /variables/search", VariableSearchQuery.class, VariableSearchQueryResult.class),
          op("GET /variables/{key}", NONE, VariableResult.class),
          op("POST /incidents/search", IncidentSearchQuery.class, IncidentSearchQueryResult.class),
          op("GET /incidents/{key}", NONE, IncidentResult.class),
          op("POST /incidents/{key}/resolution", IncidentResolutionRequest.class, NONE),
          op("POST /user-tasks/search", UserTaskSearchQuery.class, UserTaskSearchQueryResult.class),
          op("GET /user-tasks/{key}", NONE, UserTaskResult.class),
          op("PATCH /user-tasks/{key}", UserTaskUpdateRequest.class, NONE),
          op("GET /user-tasks/{key}/form", NONE, FormResult.class),
          op(
              "POST /user-tasks/{key}/variables/search",
              UserTaskVariableSearchQueryRequest.class,
              VariableSearchQueryResult.class),
          op("POST /user-tasks/{key}/assignment", UserTaskAssignmentRequest.class, NONE),
          op("DELETE /user-tasks/{key}/assignee", NONE, NONE),
          op("POST /user-tasks/{key}/completion", UserTaskCompletionRequest.class, NONE),
          op(
              "POST /process-definitions/search",
              ProcessDefinitionSearchQuery.class,
              ProcessDefinitionSearchQueryResult.class),
          op("GET /process-definitions/{key}", NONE, ProcessDefinitionResult.class),
          op("GET /process-definitions/{key}/form", NONE, FormResult.class),
          op(
              "POST /decision-definitions/search",
              DecisionDefinitionSearchQuery.class,
              DecisionDefinitionSearchQueryResult.class),
          op(
              "POST /messages/publication",
              MessagePublicationRequest.class,
              MessagePublicationResult.class),
          op("POST /signals/broadcast", SignalBroadcastRequest.class, SignalBroadcastResult.class),
          op("POST /jobs/activation", JobActivationRequest.class, JobActivationResult.class),
          op("POST /jobs/search", JobSearchQuery.class, JobSearchQueryResult.class),
          op("POST /jobs/{key}/completion", JobCompletionRequest.class, NONE),
          op("POST /jobs/{key}/failure", JobFailRequest.class, NONE),
          op("POST /jobs/{key}/error", JobErrorRequest.class, NONE),
          op("PATCH /jobs/{key}", JobUpdateRequest.class, NONE),
          op("POST /deployments", NONE, DeploymentResult.class),
          op("POST /resources/{key}/deletion", DeleteResourceRequest.class, NONE),
          op("PUT /clock", ClockPinRequest.class, NONE),
          op("POST /clock/reset", NONE, NONE),
          op("GET /topology", NONE, TopologyResponse.class),
          op("GET /authentication/me", NONE, CamundaUserResult.class));

  /** What an answer always has, by its class. */
  private static final Map<Class<?>, String> ALWAYS =
      Map.ofEntries(
          Map.entry(SearchQueryPageResponse.class, "totalItems hasMoreTotalItems"),
          Map.entry(
              ProcessInstanceResult.class,
              "processInstanceKey processDefinitionKey processDefinitionId processDefinitionVersion startDate state hasIncident tenantId tags"),
          Map.entry(
              ElementInstanceResult.class,
              "elementInstanceKey processInstanceKey processDefinitionKey processDefinitionId elementId elementName type state startDate hasIncident tenantId"),
          Map.entry(
              VariableSearchResult.class,
              "variableKey scopeKey processInstanceKey name value isTruncated tenantId"),
          Map.entry(
              VariableResult.class, "variableKey scopeKey processInstanceKey name value tenantId"),
          Map.entry(
              IncidentResult.class,
              "incidentKey processDefinitionKey processDefinitionId processInstanceKey errorType errorMessage elementId elementInstanceKey creationTime state tenantId"),
          Map.entry(
              UserTaskResult.class,
              "userTaskKey name state elementId elementInstanceKey processInstanceKey processDefinitionKey processDefinitionId processDefinitionVersion candidateGroups candidateUsers customHeaders priority creationDate tenantId"),
          Map.entry(
              DecisionDefinitionResult.class,
              "decisionDefinitionKey decisionDefinitionId name version decisionRequirementsKey decisionRequirementsId tenantId"),
          Map.entry(FormResult.class, "formKey formId schema version tenantId"),
          Map.entry(
              ProcessDefinitionResult.class,
              "processDefinitionKey processDefinitionId version resourceName hasStartForm tenantId"),
          Map.entry(
              CreateProcessInstanceResult.class,
              "processInstanceKey processDefinitionKey processDefinitionId processDefinitionVersion variables tenantId"),
          Map.entry(MessagePublicationResult.class, "messageKey tenantId"),
          Map.entry(SignalBroadcastResult.class, "signalKey tenantId"),
          Map.entry(DeploymentResult.class, "deploymentKey deployments tenantId"),
          Map.entry(
              DeploymentProcessResult.class,
              "processDefinitionKey processDefinitionId processDefinitionVersion resourceName tenantId"),
          Map.entry(DeploymentFormResult.class, "formKey formId version resourceName tenantId"),
          Map.entry(
              ActivatedJobResult.class,
              "jobKey type processInstanceKey processDefinitionKey processDefinitionId processDefinitionVersion elementId elementInstanceKey customHeaders worker retries deadline variables tenantId kind"),
          Map.entry(JobActivationResult.class, "jobs"),
          Map.entry(
              TopologyResponse.class,
              "brokers clusterSize partitionsCount replicationFactor gatewayVersion"),
          Map.entry(ProblemDetail.class, "type title status detail instance"));

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
          .build();

  private Description() {}

  static Optional<Operation> of(String method, String path) {
    return OPERATIONS.stream()
        .filter(operation -> operation.method.equals(method))
        .filter(operation -> operation.path.matcher(path).matches())
        .findFirst();
  }

  /** What is wrong with the request; nothing if it is as described. */
  static List<String> faultsOfRequest(Operation operation, byte[] body) {
    return body.length == 0 || operation.request == NONE
        ? List.of()
        : faults(body, operation.request);
  }

  /** What is wrong with the answer; nothing if it is as described. */
  static List<String> faultsOfAnswer(Operation operation, int status, byte[] body) {
    if (status >= 400) {
      return faults(body, ProblemDetail.class);
    }
    if (operation.answer == NONE || status == 204) {
      return body.length == 0 ? List.of() : List.of("has a body");
    }
    return faults(body, operation.answer);
  }

  private static List<String> faults(byte[] body, Class<?> type) {
    List<String> faults = new ArrayList<>();
    try {
      Object read = STRICT.readValue(body, type);
      lacking(STRICT.readTree(body), read, faults);
    } catch (IOException e) {
      faults.add(type.getSimpleName() + ": " + e.getMessage());
    }
    return faults;
  }

  private static void lacking(JsonNode json, @Nullable Object read, List<String> faults) {
    if (read instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        lacking(json.get(i), list.get(i), faults);
      }
    } else if (read != null && read.getClass().getPackageName().endsWith("protocol.rest")) {
      for (String name : ALWAYS.getOrDefault(read.getClass(), "").split(" ")) {
        if (!name.isEmpty() && !json.hasNonNull(name)) {
          faults.add(read.getClass().getSimpleName() + " lacks " + name);
        }
      }
      json.properties().stream()
          .filter(entry -> entry.getValue().isContainerNode())
          .forEach(entry -> lacking(entry.getValue(), property(read, entry.getKey()), faults));
    }
  }

  private static @Nullable Object property(Object object, String name) {
    try {
      String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      return object.getClass().getMethod(getter).invoke(object);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
