package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
  private final PromptSockets sockets = new PromptSockets();

  @Test
  void shouldSendAtOnceHoweverTheyAreMade() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, loopback);
        Socket unconnected = sockets.createSocket();
        Socket connected = sockets.createSocket(loopback, server.getLocalPort());
        Socket bound = sockets.createSocket(loopback, server.getLocalPort(), loopback, 0)) {
      assertThat(unconnected.getTcpNoDelay()).isTrue();
      assertThat(connected.getTcpNoDelay()).isTrue();
      assertThat(bound.getTcpNoDelay()).isTrue();
    }
  }
}
