package io.waggle.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one server: finds the scene, waits, and plays its fault or its reply. */
final class ScriptedHandler implements HttpHandler {
  private static final int MAX_BODY = 64 * 1024 * 1024;

  private final Supplier<Screenplay> screenplay;
  private final RequestLog log;
  private final RequestListener listener;

  ScriptedHandler(Supplier<Screenplay> screenplay, RequestLog log, RequestListener listener) {
    this.screenplay = screenplay;
    this.log = log;
    this.listener = listener;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Wire wire = new Wire(exchange);
      try {
        route(exchange, wire);
      } catch (ChatError.Thrown e) {
        wire.send(e.error().status(), e.error().body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void route(HttpExchange exchange, Wire wire) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    String call = exchange.getRequestMethod() + " " + path;
    switch (call) {
      case "POST /v1/chat/completions" -> chat(exchange, wire);
      case "POST /v1/embeddings" -> embeddings(exchange, wire);
      case "GET /v1/models" -> wire.send(200, models());
      case "GET /scripted/requests" -> wire.send(200, Json.bytes(log.counts()));
      case "DELETE /scripted/requests" -> {
        log.reset();
        wire.send(200, Json.bytes(log.counts()));
      }
      default ->
          throw new ChatError.Thrown(
              404,
              "unknown_url",
              ("There is no '%s'. The scripted model serves POST /v1/chat/completions, POST"
                      + " /v1/embeddings, GET /v1/models, and GET and DELETE /scripted/requests.")
                  .formatted(call));
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new ChatError.Thrown(413, null, "The request is larger than 64 MB.");
    }
    return body;
  }

  private void embeddings(HttpExchange exchange, Wire wire)
      throws IOException, InterruptedException {
    EmbeddingRequest request = EmbeddingRequest.parse(body(exchange));
    Embeddings embeddings = screenplay.get().embeddings();
    int attempt = log.recordEmbeddings(request.fingerprint());
    Optional<Fault> fault = embeddings.fault(attempt);
    byte[] reply = embeddings.body(request);
    if (fault.isEmpty()) {
      wire.send(200, reply);
    } else {
      Duration delay = fault.get().delay();
      Thread.sleep(delay == null ? Duration.ZERO : delay);
      boolean unused = play(fault.get(), () -> reply, wire);
    }
  }

  private void chat(HttpExchange exchange, Wire wire) throws IOException, InterruptedException {
    byte[] body = body(exchange);
    ChatRequest request = ChatRequest.parse(body);
    String text = new String(body, StandardCharsets.UTF_8);
    Screenplay.Match match;
    try {
      match = screenplay.get().find(request);
    } catch (ChatError.Thrown noScene) {
      log.record(request, recorded(request, null, text));
      throw noScene;
    }
    Scene scene = match.scene();
    RecordedRequest recorded = recorded(request, scene.id(), text);
    int attempt = log.record(request, recorded);
    listener.received(recorded);
    Optional<Fault> fault = scene.fault(attempt);
    Duration own = scene.delay() == null ? Duration.ZERO : scene.delay();
    if (fault.isEmpty() && request.streamed()) {
      wire.stream(CompletionEvents.of(Json.MAPPER.readTree(reply(request, match))), own);
      log.answered();
      return;
    }
    Thread.sleep(fault.map(Fault::delay).orElse(own));
    if (fault.isEmpty()) {
      wire.send(200, reply(request, match));
      log.answered();
    } else {
      if (play(fault.get(), () -> reply(request, match), wire)) {
        log.answered();
      }
    }
  }

  private static RecordedRequest recorded(
      ChatRequest request, @Nullable String scene, String body) {
    return new RecordedRequest(Instant.now(), request.model(), request.turn(), scene, body);
  }

  /**
   * @return whether the reply was sent in whole
   */
  private static boolean play(Fault fault, Supplier<byte[]> reply, Wire wire)
      throws IOException, InterruptedException {
    if (fault.status() != null) {
      wire.retryAfter(fault.retryAfter());
      byte[] error = fault.body() == null ? ChatError.of(fault).body() : Json.utf8(fault.body());
      wire.send(fault.status(), error);
    } else if (fault.cutOff() == Fault.CutOff.BODY) {
      wire.sendHalf(reply.get());
    } else if (fault.cutOff() == null) {
      wire.sendSlowly(reply.get(), fault.slowBody() == null ? Duration.ZERO : fault.slowBody());
      return true;
    }
    // CutOff.CONNECTION: closing the exchange without a word breaks the connection.
    return false;
  }

  private static byte[] reply(ChatRequest request, Screenplay.Match match) {
    Reply reply = match.scene().reply();
    if (reply == null) {
      throw new IllegalStateException("a scene that gets past its faults has a reply");
    }
    Map<String, String> values = new HashMap<>(match.captures());
    values.put("task", request.task());
    values.put("user", request.lastUser());
    values.put("toolResult", request.lastToolResult());
    return ChatCompletion.body(request, reply.mapStrings(text -> Template.filled(text, values)));
  }

  private byte[] models() {
    var root = Json.MAPPER.createObjectNode().put("object", "list");
    var data = root.putArray("data");
    for (String role : screenplay.get().roles().keySet()) {
      data.addObject()
          .put("id", role)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "scripted");
    }
    return Json.bytes(root);
  }
}
