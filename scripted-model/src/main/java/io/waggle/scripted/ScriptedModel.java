package io.waggle.scripted;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Chat Completions server on loopback that plays a {@link Screenplay}. No LLM is called, and
 * every answer says so: {@code "model": "scripted:<role>"}, {@code "system_fingerprint":
 * "scripted"} and the header {@code X-Scripted-Model: true}.
 *
 * <p>Which reply is given depends on the request alone, so that retries, restarts and parallel runs
 * get the same one; only {@link Fault#times} counts. Thousands of slow answers at once are fine.
 * Safe for many threads.
 */
public final class ScriptedModel implements AutoCloseable {
  private static final int BACKLOG = 4_096;

  static {
    // The answer's head and body leave in two writes; without this the second one may wait 40 ms.
    setDefault("sun.net.httpserver.nodelay", "true");
    // The default of 200 breaks connections that a thousand waiting runs are about to use again.
    setDefault("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RequestLog log = new RequestLog();
  private volatile Screenplay screenplay;

  private ScriptedModel(Screenplay screenplay, HttpServer server) {
    this.screenplay = screenplay;
    this.server = server;
  }

  /**
   * Starts on a free port.
   *
   * @throws UncheckedIOException if loopback cannot be listened on
   */
  public static ScriptedModel start(Screenplay screenplay) {
    return start(screenplay, 0);
  }

  /**
   * Starts on a given port of 127.0.0.1.
   *
   * @param port 0: a free one
   * @throws UncheckedIOException if the port is taken; the message says which
   */
  public static ScriptedModel start(Screenplay screenplay, int port) {
    return start(screenplay, port, RequestListener.NONE);
  }

  /**
   * Starts on a given port of 127.0.0.1 and tells of every request.
   *
   * @param port 0: a free one
   * @param listener called on the thread that answers, before it answers
   * @throws UncheckedIOException if the port is taken; the message says which
   */
  public static ScriptedModel start(Screenplay screenplay, int port, RequestListener listener) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
      ScriptedModel model = new ScriptedModel(screenplay, server);
      server.setExecutor(model.threads);
      server.createContext("/", new ScriptedHandler(model::screenplay, model.log, listener));
      server.start();
      return model;
    } catch (BindException e) {
      throw new UncheckedIOException(
          "port %d of 127.0.0.1 is taken: choose another one, or 0 for a free one".formatted(port),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base URL for an OpenAI client, such as {@code http://127.0.0.1:40123/v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What it plays now. */
  public Screenplay screenplay() {
    return screenplay;
  }

  /** Plays something else from the next request on, and forgets what it was asked. */
  public void play(Screenplay next) {
    screenplay = next;
    reset();
  }

  /** What it was asked since the start or the last reset, in numbers. */
  public RequestCounts counts() {
    return log.counts();
  }

  /** The newest requests, oldest first: at most 1,000 and about 32 MB of them. */
  public List<RecordedRequest> requests() {
    return log.newest();
  }

  /** Forgets what it was asked; faults that happen a number of times begin again. */
  public void reset() {
    log.reset();
  }

  /** Stops at once; answers on the way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
