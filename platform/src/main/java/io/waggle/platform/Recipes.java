package io.waggle.platform;

import io.waggle.platform.Component.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How to start each component: its program, its settings, all of it on loopback.
 *
 * @param components all that the platform has
 */
record Recipes(
    PlatformSettings settings,
    List<Component> components,
    Layout layout,
    Software software,
    Jdk jdk) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOGGING = "log4j2.xml";

  /** Puts the files in place that the component reads, and says how to start it. */
  Launch prepare(Component component) {
    try {
      archive(component).takeOver();
      Layout.delete(layout.temporary(component));
      Files.createDirectories(layout.temporary(component));
      Files.createDirectories(layout.data(component));
      Files.createDirectories(layout.config(LOGGING).getParent());
      installLogging();
      return switch (component.kind()) {
        case OPENSEARCH -> openSearch().yielding();
        case BROKER -> broker(component);
        case GATEWAY -> gateway();
        case WEB_APPS -> webApps().yielding();
      };
    } catch (IOException e) {
      throw new PlatformException(
          "The folder %s cannot be written to: %s.".formatted(layout.home(), e), e);
    }
  }

  private Launch openSearch() throws IOException {
    var command =
        List.of(
            jdk.java().toString(),
            "-cp",
            software.openSearch().resolve("*").toString(),
            "io.waggle.platform.opensearch.OpenSearchNode",
            layout.data(Component.OPENSEARCH).toString(),
            String.valueOf(settings.ports().openSearch()),
            String.valueOf(settings.ports().openSearchTransport()));
    return new Launch(command, Map.of("JDK_JAVA_OPTIONS", javaOptions(Component.OPENSEARCH)));
  }

  private Launch broker(Component broker) throws IOException {
    var own = settings.ports().broker(broker);
    return camunda("broker", broker, own.web(), own.management())
        .with(exporter())
        .with(
            Map.of(
                "ZEEBE_BROKER_DATA_DIRECTORY",
                layout.data(broker).toString(),
                // The broker stops working below these; as shipped they are 2 and 1 GB.
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING",
                "512MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION",
                "256MB",
                // What came after the last one is worked through, and exported, once more after a
                // crash; as shipped it is 5 minutes.
                "ZEEBE_BROKER_DATA_SNAPSHOTPERIOD",
                "1m",
                "ZEEBE_BROKER_NETWORK_HOST",
                LOOPBACK,
                "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT",
                String.valueOf(own.commands()),
                "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT",
                String.valueOf(own.cluster())))
        .with(broker.numbered() ? member(broker) : gatewayWithin());
  }

  private Map<String, String> exporter() {
    return Map.of(
        "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_CLASSNAME",
        "io.camunda.zeebe.exporter.opensearch.OpensearchExporter",
        "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_URL",
        openSearchUrl(),
        "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_DELAY",
        "1",
        // There is one node to spread them over; as shipped it is three shards for each kind of
        // record, and every one of them is written to disk for itself.
        "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_INDEX_NUMBEROFSHARDS",
        "1");
  }

  private Map<String, String> gatewayWithin() {
    return Map.of(
        "ZEEBE_BROKER_GATEWAY_NETWORK_HOST",
        LOOPBACK,
        "ZEEBE_BROKER_GATEWAY_NETWORK_PORT",
        String.valueOf(settings.ports().grpc()));
  }

  /** One of several brokers: every partition is on every one of them. */
  private Map<String, String> member(Component broker) {
    var brokers = String.valueOf(brokers().size());
    return Map.of(
        "ZEEBE_BROKER_GATEWAY_ENABLE",
        "false",
        "ZEEBE_BROKER_CLUSTER_NODEID",
        String.valueOf(broker.node()),
        "ZEEBE_BROKER_CLUSTER_CLUSTERSIZE",
        brokers,
        "ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT",
        brokers,
        "ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR",
        brokers,
        "ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS",
        contactPoints(),
        // Of each partition, outside of the heap, and on disk; as shipped they are 512 and 128 MB.
        "ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT",
        "64MB",
        "ZEEBE_BROKER_DATA_LOGSEGMENTSIZE",
        "32MB");
  }

  private Launch gateway() throws IOException {
    var ports = settings.ports();
    return camunda("gateway", Component.GATEWAY, ports.rest(), ports.management())
        .with(
            Map.of(
                "ZEEBE_GATEWAY_NETWORK_HOST",
                LOOPBACK,
                "ZEEBE_GATEWAY_NETWORK_PORT",
                String.valueOf(ports.grpc()),
                "ZEEBE_GATEWAY_CLUSTER_HOST",
                LOOPBACK,
                "ZEEBE_GATEWAY_CLUSTER_PORT",
                String.valueOf(ports.gatewayCluster()),
                "ZEEBE_GATEWAY_CLUSTER_INITIALCONTACTPOINTS",
                contactPoints()));
  }

  private List<Component> brokers() {
    return components.stream().filter(one -> one.kind() == Kind.BROKER).toList();
  }

  private String contactPoints() {
    return brokers().stream()
        .map(broker -> LOOPBACK + ":" + settings.ports().broker(broker).cluster())
        .collect(Collectors.joining(","));
  }

  private Launch webApps() throws IOException {
    var ports = settings.ports();
    var launch =
        camunda("camunda", Component.WEB_APPS, ports.web(), ports.webManagement())
            .with(
                Map.of(
                    "SPRING_PROFILES_ACTIVE",
                    "operate,tasklist,auth",
                    "CAMUNDA_DATABASE_TYPE",
                    "opensearch",
                    "CAMUNDA_DATABASE_URL",
                    openSearchUrl(),
                    "CAMUNDA_TASKLIST_ZEEBE_RESTADDRESS",
                    Addresses.http(ports.rest()).toString()))
            // They bring an idle gateway with them, which would listen on every interface.
            .with(
                Map.of(
                    "ZEEBE_GATEWAY_CLUSTER_HOST",
                    LOOPBACK,
                    "ZEEBE_GATEWAY_CLUSTER_PORT",
                    String.valueOf(ports.webCluster()),
                    "ZEEBE_GATEWAY_CLUSTER_INITIALCONTACTPOINTS",
                    LOOPBACK + ":" + ports.webCluster()));
    return launch.with(webApp("CAMUNDA_OPERATE_")).with(webApp("CAMUNDA_TASKLIST_"));
  }

  private Map<String, String> webApp(String prefix) {
    var values = new HashMap<String, String>();
    values.put(prefix + "DATABASE", "opensearch");
    values.put(prefix + "OPENSEARCH_URL", openSearchUrl());
    values.put(prefix + "OPENSEARCH_NUMBEROFREPLICAS", "0");
    values.put(prefix + "ZEEBEOPENSEARCH_URL", openSearchUrl());
    values.put(prefix + "ZEEBE_GATEWAYADDRESS", LOOPBACK + ":" + settings.ports().grpc());
    values.put(prefix + "CSRFPREVENTIONENABLED", "false");
    // How long the importer rests when there was nothing new, in ms; as shipped it is 5 seconds.
    values.put(prefix + "IMPORTER_READERBACKOFF", "1000");
    values.put(prefix + "IMPORTER_SCHEDULERBACKOFF", "1000");
    return values;
  }

  private Launch camunda(String script, Component component, int port, int managementPort)
      throws IOException {
    return new Launch(
        List.of(software.camunda().resolve("bin").resolve(script).toString()),
        Map.of(
            "JAVA_HOME",
            jdk.home().toString(),
            "JDK_JAVA_OPTIONS",
            javaOptions(component, "-Dlog4j2.configurationFile=" + layout.config(LOGGING).toUri()),
            "SPRING_CONFIG_ADDITIONAL_LOCATION",
            software.camundaConfig().toUri().toString(),
            "LOGGING_CONFIG",
            layout.config(LOGGING).toUri().toString(),
            "SERVER_ADDRESS",
            LOOPBACK,
            "SERVER_PORT",
            String.valueOf(port),
            "MANAGEMENT_SERVER_ADDRESS",
            LOOPBACK,
            "MANAGEMENT_SERVER_PORT",
            String.valueOf(managementPort)));
  }

  private String javaOptions(Component component, String... more) throws IOException {
    var options = new ArrayList<>(List.of(more));
    options.addAll(archive(component).options());
    if (component.kind() != Kind.BROKER) {
      options.add("-XX:+UseSerialGC");
    }
    if (component.kind() == Kind.WEB_APPS || component.kind() == Kind.GATEWAY) {
      // Most of a start is compiling. Only OpenSearch, which takes most of the processor's time
      // under load, and a broker work long and hard enough to be worth the optimizing compiler.
      options.add("-XX:TieredStopAtLevel=1");
    }
    return Launch.javaOptions(settings.heaps().of(component), layout.temporary(component), options);
  }

  private ClassArchive archive(Component component) {
    var program = component.kind() == Kind.OPENSEARCH ? software.openSearch() : software.camunda();
    return ClassArchive.of(component, program, jdk, layout);
  }

  private String openSearchUrl() {
    return Addresses.http(settings.ports().openSearch()).toString();
  }

  /** As shipped, the processes also write log files into the unpacked distribution. */
  private void installLogging() throws IOException {
    try (var shipped = Recipes.class.getResourceAsStream(LOGGING)) {
      if (shipped == null) {
        throw new IllegalStateException("The resource " + LOGGING + " is not on the class path.");
      }
      Path installed = layout.config(LOGGING);
      Files.copy(shipped, installed, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
