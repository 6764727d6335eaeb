package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.Map;

/** Knows which process instances go on, by asking the engine itself, which is never behind. */
public final class LiveInstances {
  private final CamundaClient camunda;

  LiveInstances(CamundaClient camunda) {
    this.camunda = camunda;
  }

  /**
   * Setting no variable at all changes nothing, and is refused where there is no such instance.
   *
   * @throws ClientException if the engine cannot be asked
   */
  public boolean has(long processInstanceKey) {
    try {
      OverGrpc.send(camunda.newSetVariablesCommand(processInstanceKey))
          .variables(Map.of())
          .local(true)
          .send()
          .join();
      return true;
    } catch (ClientException refused) {
      if (refused instanceof ClientStatusException status
          && status.getStatusCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw refused;
    }
  }

  /**
   * Terminates a process instance; does nothing if it is gone.
   *
   * @throws ClientException if the engine cannot be asked, or refuses
   */
  public void terminate(long processInstanceKey) {
    try {
      OverGrpc.send(camunda.newCancelInstanceCommand(processInstanceKey)).send().join();
    } catch (ClientStatusException refused) {
      if (refused.getStatusCode() != Status.Code.NOT_FOUND) {
        throw refused;
      }
    }
  }
}
