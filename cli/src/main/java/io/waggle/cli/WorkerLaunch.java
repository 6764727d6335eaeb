package io.waggle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a worker is started.
 *
 * @param classPath of it, without what ends it with its owner
 * @param main its class
 * @param port of its pages, on this machine alone
 * @param settings as Spring takes them on the command line; whoever can list processes sees them
 * @param environment besides that of this process: for what nobody else may see
 * @param log what it prints
 * @param archive of its classes
 */
record WorkerLaunch(
    String classPath,
    String main,
    int port,
    List<String> settings,
    Map<String, String> environment,
    Path log,
    Path archive) {
  WorkerLaunch {
    settings = List.copyOf(settings);
    environment = Map.copyOf(environment);
  }
}
