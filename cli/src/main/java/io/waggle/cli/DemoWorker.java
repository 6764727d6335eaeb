package io.waggle.cli;

import io.waggle.client.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The worker of an example, for a demo. */
final class DemoWorker {
  private DemoWorker() {}

  static WorkerProcess start(Path jar, DemoExample example, DemoHome home, Connection connection) {
    int port = Ports.free();
    List<String> settings = new ArrayList<>();
    settings.add("--camunda.client.grpc-address=" + connection.grpcAddress());
    settings.add("--camunda.client.rest-address=" + connection.restAddress());
    // The engine begins anew each time, so does what was written down about its jobs.
    settings.add("--waggle.journal.url=jdbc:h2:mem:demo;DB_CLOSE_DELAY=-1");
    settings.addAll(example.settings());
    return WorkerProcess.start(
        new WorkerLaunch(
            jar.toString(),
            example.main(),
            port,
            settings,
            Map.of(),
            home.workerLog(),
            home.workerClasses()));
  }
}
