package io.waggle.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The network between a client and a server, on loopback; it can be cut. TCP hides what is lost
 * from both ends and sends it again, so a cut cable looks like one that delivers later.
 */
final class Cable implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InetSocketAddress server;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> plugged = ConcurrentHashMap.newKeySet();
  private final Object state = new Object();
  private ServerSocket entrance;
  private boolean silent;
  private boolean deaf;
  private boolean torn;

  private Cable(InetSocketAddress server) throws IOException {
    this.server = server;
    this.entrance = listen(0);
    this.port = entrance.getLocalPort();
  }

  static Cable to(URI server) {
    try {
      return new Cable(new InetSocketAddress(server.getHost(), server.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the client connects to. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Nothing gets through any more, and nobody is told: connections stay open. */
  void silence() {
    synchronized (state) {
      silent = true;
    }
  }

  /**
   * What the client says gets through, but no answer does. Connections are of no use afterwards:
   * tear it before it is mended.
   */
  void loseAnswers() {
    synchronized (state) {
      deaf = true;
    }
  }

  /** Every connection breaks, and new ones are refused. */
  void tear() throws IOException {
    synchronized (state) {
      torn = true;
    }
    entrance.close();
    for (Socket socket : plugged) {
      socket.close();
    }
  }

  /** All is well again. */
  void mend() throws IOException {
    synchronized (state) {
      silent = false;
      deaf = false;
      torn = false;
      state.notifyAll();
    }
    if (entrance.isClosed()) {
      // a connection that goes out somewhere may have been given the port meanwhile
      entrance =
          await()
              .atMost(PATIENCE)
              .ignoreException(BindException.class)
              .until(() -> listen(port), Objects::nonNull);
    }
  }

  private ServerSocket listen(int wanted) throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    threads.execute(() -> accept(listening));
    return listening;
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket near = plugged(listening.accept());
        Socket far = plugged(new Socket(server.getAddress(), server.getPort()));
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        threads.execute(() -> relay(near, far, false));
        threads.execute(() -> relay(far, near, true));
      }
    } catch (IOException torn) {
      // No more connections until it is mended.
    }
  }

  /** Whoever plugs in as the cable is torn would otherwise be missed. */
  private Socket plugged(Socket socket) throws IOException {
    synchronized (state) {
      if (torn) {
        socket.close();
        throw new IOException("the cable is torn");
      }
      plugged.add(socket);
      return socket;
    }
  }

  private void relay(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (awaitSound(answers)) {
          to.getOutputStream().write(buffer, 0, read);
        }
      }
    } catch (IOException | InterruptedException ended) {
      // One end hung up, the cable was torn, or the test is over.
    } finally {
      plugged.remove(from);
      plugged.remove(to);
    }
  }

  /** Returns whether it is to be passed on. */
  private boolean awaitSound(boolean answer) throws InterruptedException {
    synchronized (state) {
      while (silent) {
        state.wait();
      }
      return !(deaf && answer);
    }
  }

  @Override
  public void close() throws IOException {
    tear();
    threads.shutdownNow();
  }
}
