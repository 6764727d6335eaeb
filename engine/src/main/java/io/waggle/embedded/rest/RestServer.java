package io.waggle.embedded.rest;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.waggle.embedded.capacity.Capacity;
import io.waggle.embedded.command.EngineCommands;
import io.waggle.embedded.command.GatewayCalls;
import io.waggle.embedded.log.ZeebeEngine;
import io.waggle.embedded.projection.Projection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.logging.Logger;

/** Serves {@code /v2} on the loopback interface and nowhere else, a virtual thread a request. */
public final class RestServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RestServer.class.getName());

  /** Kept, since a logger that nobody keeps forgets its level. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private final ApiJson json = new ApiJson();
  private final ZeebeEngine engine;
  private final Projection projection;
  private final EngineCommands commands;
  private final EngineInfo info;
  private final WebServer server;

  /**
   * Starts to serve.
   *
   * @param port 0 for a free one
   * @throws IllegalStateException if the port is taken
   */
  public RestServer(
      int port,
      ZeebeEngine engine,
      Projection projection,
      EngineCommands commands,
      Capacity capacity) {
    this.engine = engine;
    this.projection = projection;
    this.commands = commands;
    this.info = new EngineInfo(engine, capacity);
    if (HELIDON.getLevel() == null) {
      HELIDON.setLevel(java.util.logging.Level.WARNING);
    }
    this.server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(port)
            .shutdownHook(false)
            .routing(this::route)
            .build();
    shouldBeFree(port);
    server.start();
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "REST cannot be served on 127.0.0.1:%d; the log says why".formatted(port));
    }
  }

  /** The server itself reports a port that is taken to its log alone. */
  private static void shouldBeFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      LOG.log(Level.DEBUG, "{0} is free", probe);
    } catch (IOException e) {
      throw new IllegalStateException(
          "REST cannot be served on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    }
  }

  public int port() {
    return server.port();
  }

  private void route(HttpRouting.Builder routing) {
    routing.addFilter(LocalCallers::filter);
    routing.register("/v2", this::routeV2);
    info.at(new Endpoints(routing, json));
    new Problems(json).on(routing);
  }

  private void routeV2(HttpRules rules) {
    Endpoints endpoints = new Endpoints(rules, json);
    GatewayCalls gateway = commands.calls();
    new ProcessInstances(projection).at(endpoints);
    new ProcessInstanceChanges(commands, json).at(endpoints);
    new ElementInstances(projection).at(endpoints);
    new Variables(projection).at(endpoints);
    new Incidents(projection, gateway).at(endpoints);
    new UserTasks(projection).at(endpoints);
    new UserTaskChanges(commands.log(), json).at(endpoints);
    new ProcessDefinitions(projection).at(endpoints);
    new DecisionDefinitions(projection).at(endpoints);
    new Deployments(commands).at(endpoints);
    new Messages(gateway, json).at(endpoints);
    new Jobs(commands, json).at(endpoints);
    new JobSearches(projection).at(endpoints);
    new InstanceDiagrams(projection).at(endpoints);
    new Cluster(engine::grpcPort).at(endpoints);
    new Clock(engine).at(endpoints);
    rules.any(
        (request, response) -> {
          throw ApiProblem.unserved(
              "%s %s is not served by the embedded engine; a Camunda cluster may have it."
                  .formatted(request.prologue().method(), request.prologue().uriPath().path()));
        });
  }

  @Override
  public void close() {
    server.stop();
  }
}
