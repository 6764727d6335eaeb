package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.ActivatedJobResult;
import io.camunda.client.protocol.rest.JobActivationRequest;
import io.camunda.client.protocol.rest.JobActivationResult;
import io.camunda.client.protocol.rest.JobChangeset;
import io.camunda.client.protocol.rest.JobCompletionRequest;
import io.camunda.client.protocol.rest.JobErrorRequest;
import io.camunda.client.protocol.rest.JobFailRequest;
import io.camunda.client.protocol.rest.JobKindEnum;
import io.camunda.client.protocol.rest.JobUpdateRequest;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobRetriesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutRequest;
import io.waggle.embedded.command.EngineCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /jobs}. */
final class Jobs {
  private final EngineCommands engine;
  private final ApiJson json;

  Jobs(EngineCommands engine, ApiJson json) {
    this.engine = engine;
    this.json = json;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/jobs/activation", this::activate)
        .post("/jobs/{jobKey}/completion", this::complete)
        .post("/jobs/{jobKey}/failure", this::fail)
        .post("/jobs/{jobKey}/error", this::throwError)
        .patch("/jobs/{jobKey}", this::update);
  }

  private Object activate(Exchange exchange) {
    JobActivationRequest request = exchange.body(JobActivationRequest.class);
    ActivateJobsRequest.Builder activation =
        ActivateJobsRequest.newBuilder()
            .setType(Exchange.require("type", request.getType()))
            .setTimeout(Exchange.require("timeout", request.getTimeout()))
            .setMaxJobsToActivate(
                Exchange.require("maxJobsToActivate", request.getMaxJobsToActivate()))
            .addAllFetchVariable(Exchange.list(request.getFetchVariable()));
    if (request.getWorker() != null) {
      activation.setWorker(request.getWorker());
    }
    if (request.getRequestTimeout() != null) {
      activation.setRequestTimeout(request.getRequestTimeout());
    }
    List<ActivatedJobResult> jobs =
        engine.polling().activate(activation.build()).stream()
            .flatMap(response -> response.getJobsList().stream())
            .map(this::result)
            .toList();
    return new JobActivationResult().jobs(jobs);
  }

  private ActivatedJobResult result(ActivatedJob job) {
    return new ActivatedJobResult()
        .jobKey(key(job.getKey()))
        .type(job.getType())
        .processInstanceKey(key(job.getProcessInstanceKey()))
        .processDefinitionKey(key(job.getProcessDefinitionKey()))
        .processDefinitionId(job.getBpmnProcessId())
        .processDefinitionVersion(job.getProcessDefinitionVersion())
        .elementId(job.getElementId())
        .elementInstanceKey(key(job.getElementInstanceKey()))
        .customHeaders(json.map(job.getCustomHeaders()))
        .worker(job.getWorker())
        .retries(job.getRetries())
        .deadline(job.getDeadline())
        .variables(json.map(job.getVariables()))
        .kind(JobKindEnum.BPMN_ELEMENT)
        .tenantId(Rows.TENANT);
  }

  private @Nullable Object complete(Exchange exchange) {
    JobCompletionRequest request = exchange.body(JobCompletionRequest.class);
    if (request.getResult() != null) {
      throw ApiProblem.unserved(
          "The embedded engine completes jobs with variables alone, not with a result.");
    }
    engine
        .calls()
        .call(
            GatewayImplBase::completeJob,
            CompleteJobRequest.newBuilder()
                .setJobKey(exchange.key("jobKey"))
                .setVariables(json.text(request.getVariables()))
                .build());
    return null;
  }

  private @Nullable Object fail(Exchange exchange) {
    JobFailRequest request = exchange.body(JobFailRequest.class);
    FailJobRequest.Builder failure =
        FailJobRequest.newBuilder()
            .setJobKey(exchange.key("jobKey"))
            .setVariables(json.text(request.getVariables()));
    if (request.getRetries() != null) {
      failure.setRetries(request.getRetries());
    }
    if (request.getErrorMessage() != null) {
      failure.setErrorMessage(request.getErrorMessage());
    }
    if (request.getRetryBackOff() != null) {
      failure.setRetryBackOff(request.getRetryBackOff());
    }
    engine.calls().call(GatewayImplBase::failJob, failure.build());
    return null;
  }

  private @Nullable Object throwError(Exchange exchange) {
    JobErrorRequest request = exchange.body(JobErrorRequest.class);
    ThrowErrorRequest.Builder error =
        ThrowErrorRequest.newBuilder()
            .setJobKey(exchange.key("jobKey"))
            .setErrorCode(Exchange.require("errorCode", request.getErrorCode()))
            .setVariables(json.text(request.getVariables()));
    if (request.getErrorMessage() != null) {
      error.setErrorMessage(request.getErrorMessage());
    }
    engine.calls().call(GatewayImplBase::throwError, error.build());
    return null;
  }

  private @Nullable Object update(Exchange exchange) {
    long key = exchange.key("jobKey");
    JobChangeset changes =
        Exchange.require("changeset", exchange.body(JobUpdateRequest.class).getChangeset());
    if (changes.getRetries() == null && changes.getTimeout() == null) {
      throw ApiProblem.badRequest("At least one of [retries, timeout] is required.");
    }
    if (changes.getRetries() != null) {
      engine
          .calls()
          .call(
              GatewayImplBase::updateJobRetries,
              UpdateJobRetriesRequest.newBuilder()
                  .setJobKey(key)
                  .setRetries(changes.getRetries())
                  .build());
    }
    if (changes.getTimeout() != null) {
      engine
          .calls()
          .call(
              GatewayImplBase::updateJobTimeout,
              UpdateJobTimeoutRequest.newBuilder()
                  .setJobKey(key)
                  .setTimeout(changes.getTimeout())
                  .build());
    }
    return null;
  }
}
