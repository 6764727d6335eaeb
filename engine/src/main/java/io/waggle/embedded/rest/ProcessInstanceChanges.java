package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.CancelProcessInstanceRequest;
import io.camunda.client.protocol.rest.CreateProcessInstanceResult;
import io.camunda.client.protocol.rest.ModifyProcessInstanceVariableInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceCreationInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceMigrationInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceModificationActivateInstruction;
import io.camunda.client.protocol.rest.ProcessInstanceModificationInstruction;
import io.camunda.client.protocol.rest.SetVariableRequest;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceWithResultRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceWithResultResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceRequest.MappingInstruction;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceRequest.MigrationPlan;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest.ActivateInstruction;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest.TerminateInstruction;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest.VariableInstruction;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ProcessInstanceCreationStartInstruction;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.waggle.embedded.command.EngineCommands;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /process-instances}: what is done with them. */
final class ProcessInstanceChanges {
  private static final Duration RESULT_PATIENCE = Duration.ofSeconds(10);

  private final EngineCommands engine;
  private final ApiJson json;

  ProcessInstanceChanges(EngineCommands engine, ApiJson json) {
    this.engine = engine;
    this.json = json;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/process-instances", this::create)
        .post("/process-instances/{processInstanceKey}/cancellation", this::cancel)
        .post("/process-instances/{processInstanceKey}/modification", this::modify)
        .post("/process-instances/{processInstanceKey}/migration", this::migrate)
        .put("/element-instances/{elementInstanceKey}/variables", this::setVariables);
  }

  private Object create(Exchange exchange) {
    ProcessInstanceCreationInstruction request =
        exchange.body(ProcessInstanceCreationInstruction.class);
    if (hasTags(request) || !Exchange.list(request.getRuntimeInstructions()).isEmpty()) {
      throw ApiProblem.unserved(
          "The embedded engine creates process instances without tags and runtime instructions.");
    }
    engine.checkCapacity();
    return Boolean.TRUE.equals(request.getAwaitCompletion())
        ? await(request)
        : start(creation(request));
  }

  private static boolean hasTags(ProcessInstanceCreationInstruction request) {
    return request.getTags() != null && !request.getTags().isEmpty();
  }

  private CreateProcessInstanceRequest creation(ProcessInstanceCreationInstruction request) {
    CreateProcessInstanceRequest.Builder creation =
        CreateProcessInstanceRequest.newBuilder().setVariables(json.text(request.getVariables()));
    if (request.getProcessDefinitionKey() != null) {
      creation.setProcessDefinitionKey(
          Exchange.parseKey("processDefinitionKey", request.getProcessDefinitionKey()));
    } else if (request.getProcessDefinitionId() != null) {
      Integer version = request.getProcessDefinitionVersion();
      creation
          .setBpmnProcessId(request.getProcessDefinitionId())
          .setVersion(version == null ? -1 : version);
    } else {
      throw ApiProblem.badRequest(
          "At least one of [processDefinitionId, processDefinitionKey] is required.");
    }
    Exchange.list(request.getStartInstructions())
        .forEach(
            start ->
                creation.addStartInstructions(
                    ProcessInstanceCreationStartInstruction.newBuilder()
                        .setElementId(start.getElementId())));
    return creation.build();
  }

  private CreateProcessInstanceResult start(CreateProcessInstanceRequest creation) {
    CreateProcessInstanceResponse created =
        engine.calls().call(GatewayImplBase::createProcessInstance, creation);
    return new CreateProcessInstanceResult()
        .processInstanceKey(key(created.getProcessInstanceKey()))
        .processDefinitionKey(key(created.getProcessDefinitionKey()))
        .processDefinitionId(created.getBpmnProcessId())
        .processDefinitionVersion(created.getVersion())
        .variables(Map.of())
        .tenantId(Rows.TENANT);
  }

  private CreateProcessInstanceResult await(ProcessInstanceCreationInstruction request) {
    Long timeout = request.getRequestTimeout();
    CreateProcessInstanceWithResultResponse ended =
        engine
            .calls()
            .call(
                GatewayImplBase::createProcessInstanceWithResult,
                CreateProcessInstanceWithResultRequest.newBuilder()
                    .setRequest(creation(request))
                    .addAllFetchVariables(Exchange.list(request.getFetchVariables()))
                    .build(),
                timeout == null || timeout <= 0 ? RESULT_PATIENCE : Duration.ofMillis(timeout));
    return new CreateProcessInstanceResult()
        .processInstanceKey(key(ended.getProcessInstanceKey()))
        .processDefinitionKey(key(ended.getProcessDefinitionKey()))
        .processDefinitionId(ended.getBpmnProcessId())
        .processDefinitionVersion(ended.getVersion())
        .variables(json.map(ended.getVariables()))
        .tenantId(Rows.TENANT);
  }

  private @Nullable Object cancel(Exchange exchange) {
    exchange.body(CancelProcessInstanceRequest.class);
    engine
        .calls()
        .call(
            GatewayImplBase::cancelProcessInstance,
            GatewayOuterClass.CancelProcessInstanceRequest.newBuilder()
                .setProcessInstanceKey(exchange.key("processInstanceKey"))
                .build());
    return null;
  }

  private @Nullable Object modify(Exchange exchange) {
    ProcessInstanceModificationInstruction request =
        exchange.body(ProcessInstanceModificationInstruction.class);
    ModifyProcessInstanceRequest.Builder modification =
        ModifyProcessInstanceRequest.newBuilder()
            .setProcessInstanceKey(exchange.key("processInstanceKey"));
    Exchange.list(request.getActivateInstructions())
        .forEach(each -> modification.addActivateInstructions(activation(each)));
    Exchange.list(request.getTerminateInstructions())
        .forEach(
            each ->
                modification.addTerminateInstructions(
                    TerminateInstruction.newBuilder()
                        .setElementInstanceKey(
                            Exchange.parseKey(
                                "elementInstanceKey", each.getElementInstanceKey()))));
    engine.calls().call(GatewayImplBase::modifyProcessInstance, modification.build());
    return null;
  }

  private ActivateInstruction activation(ProcessInstanceModificationActivateInstruction request) {
    String ancestor = request.getAncestorElementInstanceKey();
    ActivateInstruction.Builder activation =
        ActivateInstruction.newBuilder()
            .setElementId(request.getElementId())
            .setAncestorElementInstanceKey(
                ancestor == null ? -1 : Exchange.parseKey("ancestorElementInstanceKey", ancestor));
    Exchange.list(request.getVariableInstructions())
        .forEach(each -> activation.addVariableInstructions(variables(each)));
    return activation.build();
  }

  private VariableInstruction variables(ModifyProcessInstanceVariableInstruction request) {
    return VariableInstruction.newBuilder()
        .setVariables(json.text(request.getVariables()))
        .setScopeId(request.getScopeId() == null ? "" : request.getScopeId())
        .build();
  }

  private @Nullable Object migrate(Exchange exchange) {
    ProcessInstanceMigrationInstruction request =
        exchange.body(ProcessInstanceMigrationInstruction.class);
    MigrationPlan.Builder plan =
        MigrationPlan.newBuilder()
            .setTargetProcessDefinitionKey(
                Exchange.parseKey(
                    "targetProcessDefinitionKey", request.getTargetProcessDefinitionKey()));
    Exchange.list(request.getMappingInstructions())
        .forEach(
            each ->
                plan.addMappingInstructions(
                    MappingInstruction.newBuilder()
                        .setSourceElementId(each.getSourceElementId())
                        .setTargetElementId(each.getTargetElementId())));
    engine
        .calls()
        .call(
            GatewayImplBase::migrateProcessInstance,
            MigrateProcessInstanceRequest.newBuilder()
                .setProcessInstanceKey(exchange.key("processInstanceKey"))
                .setMigrationPlan(plan)
                .build());
    return null;
  }

  private @Nullable Object setVariables(Exchange exchange) {
    SetVariableRequest request = exchange.body(SetVariableRequest.class);
    engine
        .calls()
        .call(
            GatewayImplBase::setVariables,
            SetVariablesRequest.newBuilder()
                .setElementInstanceKey(exchange.key("elementInstanceKey"))
                .setVariables(json.text(request.getVariables()))
                .setLocal(Boolean.TRUE.equals(request.getLocal()))
                .build());
    return null;
  }
}
