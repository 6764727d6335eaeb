package io.waggle.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.Decision;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Form;
import io.camunda.client.api.response.Process;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DeployedModel.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deploys files, over gRPC. */
final class Deployment {
  /** What the engine says before it comes to the files. */
  private static final String PREAMBLE =
      "(?s)^Command '[A-Z_]+' rejected with code '[A-Z_]+': "
          + "(Expected to deploy new resources, but encountered the following errors:\\s*)?";

  private final CamundaClient client;
  private final Connection connection;
  private final EngineCalls calls;

  Deployment(CamundaClient client, Connection connection, EngineCalls calls) {
    this.client = client;
    this.connection = connection;
    this.calls = calls;
  }

  List<DeployedModel> of(List<Path> files) {
    Map<String, byte[]> contents = read(files);
    try {
      // Twice the same is one version.
      return models(calls.whileThat(EngineCalls.NOT_EXECUTED_OR_IN_DOUBT, () -> deploy(contents)));
    } catch (RuntimeException thrown) {
      throw notDeployed(EngineFailure.of(thrown));
    }
  }

  private static Map<String, byte[]> read(List<Path> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("There is no file to deploy.");
    }
    Map<String, Path> names = new LinkedHashMap<>();
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      Path other = names.put(name, file);
      if (other != null) {
        throw new IllegalArgumentException(
            "Both %s and %s are called '%s', and the engine knows files by that; deploy one of them at a time, or call one otherwise."
                .formatted(other, file, name));
      }
      contents.put(name, content(file));
    }
    return contents;
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("There is no file '%s'.".formatted(file), missing);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The file '%s' cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  private DeploymentEvent deploy(Map<String, byte[]> contents) {
    DeployResourceCommandStep1 command = client.newDeployResourceCommand();
    DeployResourceCommandStep2 last = null;
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      last = command.addResourceBytes(file.getValue(), file.getKey());
    }
    if (last == null) {
      throw new IllegalStateException("There is a file");
    }
    return last.requestTimeout(connection.requestTimeout()).send().join();
  }

  private static List<DeployedModel> models(DeploymentEvent event) {
    List<DeployedModel> models = new ArrayList<>();
    event.getProcesses().forEach(process -> models.add(model(process)));
    Map<Long, String> files = new LinkedHashMap<>();
    event
        .getDecisionRequirements()
        .forEach(each -> files.put(each.getDecisionRequirementsKey(), each.getResourceName()));
    event
        .getDecisions()
        .forEach(
            decision ->
                models.add(
                    model(
                        decision, files.getOrDefault(decision.getDecisionRequirementsKey(), ""))));
    event.getForm().forEach(form -> models.add(model(form)));
    return models;
  }

  private static DeployedModel model(Process process) {
    return new DeployedModel(
        Kind.PROCESS,
        process.getBpmnProcessId(),
        process.getVersion(),
        process.getProcessDefinitionKey(),
        process.getResourceName());
  }

  private static DeployedModel model(Decision decision, String file) {
    return new DeployedModel(
        Kind.DECISION,
        decision.getDmnDecisionId(),
        decision.getVersion(),
        decision.getDecisionKey(),
        file);
  }

  private static DeployedModel model(Form form) {
    return new DeployedModel(
        Kind.FORM, form.getFormId(), form.getVersion(), form.getFormKey(), form.getResourceName());
  }

  private AgentClientException notDeployed(EngineFailure failure) {
    if (failure.kind() != EngineFailure.Kind.REFUSED) {
      return failure.asException(connection);
    }
    return new AgentClientException(
        Reason.REFUSED,
        "The cluster at %s does not take this, and nothing was deployed. It says:\n%s"
            .formatted(
                connection.grpcAddress(), failure.description().replaceFirst(PREAMBLE, "").strip()),
        failure.cause());
  }
}
