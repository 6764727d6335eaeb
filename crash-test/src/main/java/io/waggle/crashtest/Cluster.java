package io.waggle.crashtest;

import java.net.URI;

/**
 * Where an engine is reached that runs already: an embedded one, or a cluster without login.
 *
 * @param grpcAddress for example {@code http://127.0.0.1:26500}
 * @param restAddress for example {@code http://127.0.0.1:8080}, without {@code /v2}
 */
public record Cluster(URI grpcAddress, URI restAddress) {}
