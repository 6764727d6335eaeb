package io.waggle.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network to a server of this machine; it can be torn, and mended. */
final class Cable implements AutoCloseable {
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
      entrance = new ServerSocket();
      entrance.setReuseAddress(true);
      entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      threads.execute(this::accept);
    }
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
