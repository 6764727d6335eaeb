package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.DeleteResourceRequest;
import io.camunda.client.protocol.rest.DeploymentDecisionRequirementsResult;
import io.camunda.client.protocol.rest.DeploymentDecisionResult;
import io.camunda.client.protocol.rest.DeploymentFormResult;
import io.camunda.client.protocol.rest.DeploymentMetadataResult;
import io.camunda.client.protocol.rest.DeploymentProcessResult;
import io.camunda.client.protocol.rest.DeploymentResult;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DecisionMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DecisionRequirementsMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Deployment;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FormMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ProcessMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Resource;
import io.waggle.embedded.command.EngineCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /deployments} and {@code /resources}. */
final class Deployments {
  private final EngineCommands engine;

  Deployments(EngineCommands engine) {
    this.engine = engine;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/deployments", this::deploy)
        .post("/resources/{resourceKey}/deletion", this::delete);
  }

  private Object deploy(Exchange exchange) {
    List<UploadedFile> files = UploadedFile.in(exchange.request());
    if (files.isEmpty()) {
      throw ApiProblem.badRequest(
          "At least one resource is required, as a file in a part named 'resources'.");
    }
    DeployResourceRequest.Builder deployment = DeployResourceRequest.newBuilder();
    files.forEach(
        file ->
            deployment.addResources(
                Resource.newBuilder().setName(file.name()).setContent(file.content())));
    return result(engine.calls().call(GatewayImplBase::deployResource, deployment.build()));
  }

  private @Nullable Object delete(Exchange exchange) {
    exchange.body(DeleteResourceRequest.class);
    engine.log().delete(exchange.key("resourceKey"));
    return null;
  }

  private static DeploymentResult result(DeployResourceResponse deployed) {
    return new DeploymentResult()
        .deploymentKey(key(deployed.getKey()))
        .deployments(deployed.getDeploymentsList().stream().map(Deployments::result).toList())
        .tenantId(Rows.TENANT);
  }

  private static DeploymentMetadataResult result(Deployment deployment) {
    DeploymentMetadataResult result = new DeploymentMetadataResult();
    return switch (deployment.getMetadataCase()) {
      case PROCESS -> result.processDefinition(process(deployment.getProcess()));
      case DECISION -> result.decisionDefinition(decision(deployment.getDecision()));
      case DECISIONREQUIREMENTS ->
          result.decisionRequirements(requirements(deployment.getDecisionRequirements()));
      case FORM -> result.form(form(deployment.getForm()));
      default -> result;
    };
  }

  private static DeploymentProcessResult process(ProcessMetadata process) {
    return new DeploymentProcessResult()
        .processDefinitionKey(key(process.getProcessDefinitionKey()))
        .processDefinitionId(process.getBpmnProcessId())
        .processDefinitionVersion(process.getVersion())
        .resourceName(process.getResourceName())
        .tenantId(Rows.TENANT);
  }

  private static DeploymentDecisionResult decision(DecisionMetadata decision) {
    return new DeploymentDecisionResult()
        .decisionDefinitionKey(key(decision.getDecisionKey()))
        .decisionDefinitionId(decision.getDmnDecisionId())
        .name(decision.getDmnDecisionName())
        .version(decision.getVersion())
        .decisionRequirementsId(decision.getDmnDecisionRequirementsId())
        .decisionRequirementsKey(key(decision.getDecisionRequirementsKey()))
        .tenantId(Rows.TENANT);
  }

  private static DeploymentDecisionRequirementsResult requirements(
      DecisionRequirementsMetadata requirements) {
    return new DeploymentDecisionRequirementsResult()
        .decisionRequirementsKey(key(requirements.getDecisionRequirementsKey()))
        .decisionRequirementsId(requirements.getDmnDecisionRequirementsId())
        .decisionRequirementsName(requirements.getDmnDecisionRequirementsName())
        .version(requirements.getVersion())
        .resourceName(requirements.getResourceName())
        .tenantId(Rows.TENANT);
  }

  private static DeploymentFormResult form(FormMetadata form) {
    return new DeploymentFormResult()
        .formKey(key(form.getFormKey()))
        .formId(form.getFormId())
        .version(form.getVersion())
        .resourceName(form.getResourceName())
        .tenantId(Rows.TENANT);
  }
}
