package io.waggle.console;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network to a server of this machine; it can be torn, and mended. */
final class Cable implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> plugged = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket entrance;
  private volatile int server;
  private volatile boolean torn;

  Cable() throws IOException {
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = entrance.getLocalPort();
    threads.execute(this::accept);
  }

  /** To a port of this machine. */
  Cable to(int port) {
    server = port;
    return this;
  }

  int port() {
    return port;
  }

  /** Every connection breaks, and new ones are refused. */
  void tear() throws IOException {
    torn = true;
    entrance.close();
    for (Socket socket : plugged) {
      socket.close();
    }
  }

  /** As before; does nothing where it is whole. */
  void mend() throws IOException {
    if (torn) {
      torn = false;
      // a connection that goes out somewhere may have been given the port meanwhile
      entrance =
          await()
              .atMost(PATIENCE)
              .ignoreException(BindException.class)
              .until(this::listen, Objects::nonNull);
      threads.execute(this::accept);
    }
  }

  private ServerSocket listen() throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return listening;
  }

  private void accept() {
    try {
      while (true) {
        plug(entrance.accept());
      }
    } catch (IOException closed) {
      // nobody comes in any more
    }
  }

  private void plug(Socket near) throws IOException {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
      plugged.add(near);
      plugged.add(far);
      if (torn) {
        near.close();
        far.close();
      }
      threads.execute(() -> relay(near, far));
      threads.execute(() -> relay(far, near));
    } catch (IOException nobodyThere) {
      near.close();
    }
  }

  private void relay(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // one end hung up
    } finally {
      plugged.remove(from);
      plugged.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    tear();
    threads.shutdownNow();
  }
}
