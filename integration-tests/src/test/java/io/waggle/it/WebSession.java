package io.waggle.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.platform.Addresses;
import io.waggle.platform.Platform;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Logged in to Operate and Tasklist. */
final class WebSession {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI web;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  WebSession(Platform platform) throws Exception {
    web = platform.addresses().webAddress();
    send(
        "POST",
        "/api/login?username=%s&password=%s".formatted(Addresses.USER, Addresses.PASSWORD),
        null);
  }

  String send(String method, String path, @Nullable Object body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return response.body();
  }
}
