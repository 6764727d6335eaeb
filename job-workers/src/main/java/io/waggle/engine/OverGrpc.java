package io.waggle.engine;

import io.camunda.client.api.command.CommandWithCommunicationApiStep;

/**
 * Sends Waggle's own commands over gRPC, whatever {@code camunda.client.prefer-rest-over-grpc} says
 * of the application's: whether a command is worth another attempt is read from gRPC's status.
 */
final class OverGrpc {
  private OverGrpc() {}

  @SuppressWarnings("deprecation") // the client marks its experimental methods like this
  static <T> T send(CommandWithCommunicationApiStep<T> command) {
    return command.useGrpc();
  }
}
