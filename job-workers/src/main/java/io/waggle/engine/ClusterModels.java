package io.waggle.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.search.response.Form;
import io.camunda.client.api.search.response.ProcessDefinition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads over {@code /v2}; decisions are evaluated over gRPC. */
final class ClusterModels implements DeployedModels {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterModels.class);

  /** An engine that is started together with the worker is there by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final int TOO_MANY_REQUESTS = 429;

  private final CamundaClient camunda;

  ClusterModels(CamundaClient camunda) {
    this.camunda = camunda;
  }

  @Override
  public Optional<DeployedProcess> process(String processId) {
    return reading(
        () ->
            latest(processId)
                .map(
                    definition ->
                        new DeployedProcess(
                            xml(definition.getProcessDefinitionKey()), startForm(definition))));
  }

  private Optional<ProcessDefinition> latest(String processId) {
    return camunda
        .newProcessDefinitionSearchRequest()
        .filter(
            definition ->
                definition
                    .processDefinitionId(processId)
                    .tenantId(camunda.getConfiguration().getDefaultTenantId())
                    .isLatestVersion(true))
        .requestTimeout(LOOK)
        .send()
        .join()
        .items()
        .stream()
        .findFirst();
  }

  private String xml(long definition) {
    return camunda.newProcessDefinitionGetXmlRequest(definition).requestTimeout(LOOK).send().join();
  }

  private Optional<String> startForm(ProcessDefinition definition) {
    if (!Boolean.TRUE.equals(definition.getHasStartForm())) {
      return Optional.empty();
    }
    Form form =
        camunda
            .newProcessDefinitionGetFormRequest(definition.getProcessDefinitionKey())
            .requestTimeout(LOOK)
            .send()
            .join();
    return Optional.ofNullable(form).map(Form::getSchema).map(Object::toString);
  }

  @Override
  public Optional<String> decision(String decisionId) {
    return reading(
        () ->
            camunda
                .newDecisionDefinitionSearchRequest()
                .filter(
                    definition ->
                        definition
                            .decisionDefinitionId(decisionId)
                            .tenantId(camunda.getConfiguration().getDefaultTenantId()))
                .sort(sort -> sort.version().desc())
                .page(page -> page.limit(1))
                .requestTimeout(LOOK)
                .send()
                .join()
                .items()
                .stream()
                .findFirst()
                .map(
                    latest ->
                        camunda
                            .newDecisionDefinitionGetXmlRequest(latest.getDecisionKey())
                            .requestTimeout(LOOK)
                            .send()
                            .join()));
  }

  private <T> T reading(CheckedSupplier<T> read) {
    RetryPolicy<T> whileAway =
        RetryPolicy.<T>builder()
            .handle(ClientException.class)
            .abortIf((result, failure) -> isFinal(failure))
            .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(5))
            .withMaxRetries(-1)
            .withMaxDuration(PATIENCE)
            .onRetry(
                retry ->
                    LOG.info(
                        "Waiting for what is deployed at {}: {}",
                        camunda.getConfiguration().getRestAddress(),
                        retry.getLastException().getMessage()))
            .build();
    try {
      return Failsafe.with(whileAway).get(read);
    } catch (FailsafeException | ClientException unread) {
      throw new UnreadableModelsException(
          "What is deployed cannot be read over %s: %s. Start the engine first, and let the worker's user read process and decision definitions."
              .formatted(camunda.getConfiguration().getRestAddress(), unread.getMessage()),
          unread);
    }
  }

  /** Not allowed, or not served: asking again does not help. */
  private static boolean isFinal(@Nullable Throwable failure) {
    return failure instanceof ClientHttpException refused
        && refused.code() >= 400
        && refused.code() < 500
        && refused.code() != TOO_MANY_REQUESTS;
  }

  @Override
  public String evaluate(String decisionId, JsonNode variables) {
    try {
      EvaluateDecisionResponse evaluated =
          OverGrpc.send(camunda.newEvaluateDecisionCommand())
              .decisionId(decisionId)
              .variables(variables.toString())
              .send()
              .join();
      if (evaluated.getFailureMessage() != null && !evaluated.getFailureMessage().isEmpty()) {
        throw new FailedDecisionException(evaluated.getFailureMessage());
      }
      return evaluated.getDecisionOutput();
    } catch (ClientException refused) {
      String why = PlainWords.withoutClassNames(refused.getMessage());
      throw JobCommands.isTransient(refused)
          ? new UnreachableEngineException(
              "The engine cannot evaluate the decision '%s' now: %s".formatted(decisionId, why),
              refused)
          : new FailedDecisionException(why, refused);
    }
  }
}
