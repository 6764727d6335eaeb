package io.waggle.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A transport whose session is not begun anew behind one's back. The SDK does so where the server
 * does not know the session, and fails all calls that wait, also the one that the server has just
 * refused, as if nobody knew what became of it. Here each call gets its own error, and {@link
 * McpServer} connects anew.
 */
record OneSession(McpClientTransport transport) implements McpClientTransport {

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return transport.connect(handler);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return transport.sendMessage(message);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return transport.unmarshalFrom(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }
}
