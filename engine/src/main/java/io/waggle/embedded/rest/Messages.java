package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.MessagePublicationRequest;
import io.camunda.client.protocol.rest.MessagePublicationResult;
import io.camunda.client.protocol.rest.SignalBroadcastRequest;
import io.camunda.client.protocol.rest.SignalBroadcastResult;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BroadcastSignalRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.waggle.embedded.command.GatewayCalls;

/** {@code /messages} and {@code /signals}. */
final class Messages {
  private final GatewayCalls gateway;
  private final ApiJson json;

  Messages(GatewayCalls gateway, ApiJson json) {
    this.gateway = gateway;
    this.json = json;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/messages/publication", this::publish)
        .post("/signals/broadcast", this::broadcast);
  }

  private Object publish(Exchange exchange) {
    MessagePublicationRequest request = exchange.body(MessagePublicationRequest.class);
    Exchange.require("name", request.getName());
    PublishMessageRequest.Builder message =
        PublishMessageRequest.newBuilder()
            .setName(request.getName())
            .setVariables(json.text(request.getVariables()));
    if (request.getCorrelationKey() != null) {
      message.setCorrelationKey(request.getCorrelationKey());
    }
    if (request.getTimeToLive() != null) {
      message.setTimeToLive(request.getTimeToLive());
    }
    if (request.getMessageId() != null) {
      message.setMessageId(request.getMessageId());
    }
    return new MessagePublicationResult()
        .messageKey(key(gateway.call(GatewayImplBase::publishMessage, message.build()).getKey()))
        .tenantId(Rows.TENANT);
  }

  private Object broadcast(Exchange exchange) {
    SignalBroadcastRequest request = exchange.body(SignalBroadcastRequest.class);
    Exchange.require("signalName", request.getSignalName());
    BroadcastSignalRequest signal =
        BroadcastSignalRequest.newBuilder()
            .setSignalName(request.getSignalName())
            .setVariables(json.text(request.getVariables()))
            .build();
    return new SignalBroadcastResult()
        .signalKey(key(gateway.call(GatewayImplBase::broadcastSignal, signal).getKey()))
        .tenantId(Rows.TENANT);
  }
}
