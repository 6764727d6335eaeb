package io.waggle.crashtest.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/** The server outside of this process, which counts what this process does. */
final class Witness {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  Witness(URI address) {
    this.address = address;
  }

  /**
   * Tells it something and waits until it answers, for as long as that takes.
   *
   * @throws UncheckedIOException if it does not answer well
   */
  String post(String path, Map<String, ?> said) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .POST(BodyPublishers.ofString(json(said)))
            .build();
    return send(request).orElseThrow(() -> noAnswer(path, NOT_FOUND));
  }

  /** What it knows of an effect; empty if it has not seen it. */
  Optional<String> find(String tool, String key) {
    URI effect =
        UriComponentsBuilder.fromUri(address)
            .pathSegment("effects", tool)
            .queryParam("key", key)
            .build()
            .toUri();
    return send(HttpRequest.newBuilder(effect).build());
  }

  private Optional<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK -> Optional.of(response.body());
        case NOT_FOUND -> Optional.empty();
        default -> throw noAnswer(request.uri().getPath(), response.statusCode());
      };
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while the crash test held it.", stopped);
    }
  }

  private UncheckedIOException noAnswer(String path, int status) {
    return new UncheckedIOException(
        new IOException(
            "The crash test at %s answers '%s' with status %d.".formatted(address, path, status)));
  }

  private String json(Map<String, ?> said) {
    try {
      return mapper.writeValueAsString(said);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
