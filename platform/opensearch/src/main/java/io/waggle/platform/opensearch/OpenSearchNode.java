package io.waggle.platform.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** Runs one OpenSearch node on loopback until the process is told to end (SIGTERM). */
public final class OpenSearchNode {
  private OpenSearchNode() {}

  /**
   * Starts the node and never returns.
   *
   * @param args folder that holds the node's data, HTTP port, transport port
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 3) {
      System.err.println("Usage: OpenSearchNode <folder> <http port> <transport port>");
      System.exit(2);
    }
    var runner = new OpenSearchRunner();
    // The runner looks for free ports only up to 9299; ours are chosen and checked by the platform.
    runner.setMaxHttpPort(-1);
    runner.onBuild((number, settings) -> settings.putProperties(settings(args), key -> key));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner), "close-opensearch"));
    runner.build(
        "-basePath",
        args[0],
        "-numOfNode",
        "1",
        "-clusterName",
        "waggle",
        "-disableESLogger",
        "-pluginTypes",
        NoIndexStateManagement.class.getName());
    // None of the node's own threads keeps a JVM alive.
    new CountDownLatch(1).await();
  }

  private static Map<String, String> settings(String[] args) {
    return Map.of(
        "http.port", args[1],
        "transport.port", args[2],
        "network.host", "127.0.0.1",
        "discovery.type", "single-node",
        // The platform checks the disk when it starts; on a laptop that is 90 % full, OpenSearch's
        // percentages would lock every index although gigabytes are free.
        "cluster.routing.allocation.disk.threshold_enabled", "false",
        // The serial collector leaves garbage until the heap is full. Counted as memory in use, it
        // would have requests turned down that there is room for.
        "indices.breaker.total.use_real_memory", "false");
  }

  private static void close(OpenSearchRunner runner) {
    try {
      runner.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
