package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls Operate and Tasklist as a logged-in user; logs in again when the session is gone. */
final class OperateSession implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Connection connection;
  private final HttpClient http;

  OperateSession(Connection connection) {
    this.connection = connection;
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(connection.requestTimeout())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  JsonNode get(String path) {
    return json(withSession(request(path).GET()));
  }

  JsonNode post(String path, JsonNode body) {
    return json(
        withSession(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  /** For callers that make something of every status. */
  HttpResponse<String> send(String method, String path, @Nullable JsonNode body) {
    return withSession(
        request(path)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
  }

  /** Whether there is an Operate that knows this way of logging in. */
  boolean login() {
    Login login = connection.effectiveLogin();
    if (login == null) {
      return false;
    }
    HttpResponse<String> response =
        send(
            request(
                    "/api/login?username=%s&password=%s"
                        .formatted(encoded(login.user()), encoded(login.password())))
                .POST(BodyPublishers.noBody()));
    int status = response.statusCode();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw WebFailure.denied(connection, new IOException("HTTP status " + status));
    }
    if (status >= 500) {
      throw WebFailure.unreachable(connection, new IOException("HTTP status " + status));
    }
    // A single-page application answers every address with 200, but opens no session.
    return status < 300 && response.headers().firstValue("Set-Cookie").isPresent();
  }

  private HttpResponse<String> withSession(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request);
    return response.statusCode() == UNAUTHORIZED && login() ? send(request) : response;
  }

  JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw WebFailure.of(
          connection,
          response.statusCode(),
          new IOException(
              "HTTP status %d from %s".formatted(response.statusCode(), response.uri())));
    }
    try {
      return Json.parse(response.body());
    } catch (JsonProcessingException notJson) {
      throw WebFailure.unreachable(connection, notJson);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw WebFailure.unreachable(connection, failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw WebFailure.unreachable(connection, stopped);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(connection.web(path)).timeout(connection.requestTimeout());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
