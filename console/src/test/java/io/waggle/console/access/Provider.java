package io.waggle.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.stream.Collectors;

/** A provider of OpenID Connect, as far as a login by an authorization code goes. */
final class Provider implements AutoCloseable {
  /** What is wrong with the tokens that it gives. */
  enum Flaw {
    NONE,
    NONCE,
    EXPIRED,
    FOREIGN_KEY,
    OTHER_AUDIENCE
  }

  private final HttpServer server;
  private final RSAKey key = key();
  private final RSAKey foreign = key();
  private String nonce = "";
  private Flaw flaw = Flaw.NONE;
  private Map<String, Object> inToken = Map.of();
  private Map<String, Object> inUserInfo = Map.of();

  private Provider(HttpServer server) {
    this.server = server;
  }

  static Provider start() throws IOException {
    var provider =
        new Provider(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    provider.serve("/.well-known/openid-configuration", exchange -> provider.discovery());
    provider.serve("/keys", exchange -> new JWKSet(provider.key.toPublicJWK()).toJSONObject());
    provider.serve("/token", exchange -> provider.tokens());
    provider.serve("/userinfo", exchange -> provider.claims(provider.inUserInfo));
    provider.server.createContext("/authorize", provider::authorize);
    provider.server.start();
    return provider;
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who logs in next, and what is wrong with the token. */
  void next(Map<String, Object> token, Map<String, Object> userInfo, Flaw with) {
    inToken = token;
    inUserInfo = userInfo;
    flaw = with;
  }

  private interface Answer {
    Map<String, Object> of(HttpExchange exchange) throws JOSEException;
  }

  private void serve(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            byte[] body = json(answer.of(exchange)).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
          }
        });
  }

  private static String json(Map<String, Object> object) {
    try {
      return new ObjectMapper().writeValueAsString(object);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer",
        issuer(),
        "authorization_endpoint",
        issuer() + "/authorize",
        "token_endpoint",
        issuer() + "/token",
        "userinfo_endpoint",
        issuer() + "/userinfo",
        "jwks_uri",
        issuer() + "/keys",
        "response_types_supported",
        new String[] {"code"},
        "subject_types_supported",
        new String[] {"public"},
        "id_token_signing_alg_values_supported",
        new String[] {"RS256"});
  }

  /** Whoever comes is logged in at once, and sent back. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&", -1))
            .map(one -> one.split("=", 2))
            .collect(Collectors.toMap(one -> one[0], one -> URLDecoder.decode(one[1], UTF_8)));
    nonce = asked.getOrDefault("nonce", "");
    try (exchange) {
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              asked.get("redirect_uri")
                  + "?code=once&state="
                  + java.net.URLEncoder.encode(asked.getOrDefault("state", ""), UTF_8));
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private Map<String, Object> tokens() throws JOSEException {
    return Map.of(
        "access_token", "opaque",
        "token_type", "Bearer",
        "expires_in", 300,
        "scope", "openid profile",
        "id_token", idToken());
  }

  private Map<String, Object> claims(Map<String, Object> more) {
    var all = new java.util.HashMap<String, Object>(more);
    all.put("sub", "4711");
    return all;
  }

  private String idToken() throws JOSEException {
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("4711")
            .audience(flaw == Flaw.OTHER_AUDIENCE ? "another" : "waggle")
            .issueTime(Date.from(now.minus(Duration.ofHours(2))))
            .expirationTime(
                Date.from(
                    flaw == Flaw.EXPIRED ? now.minus(Duration.ofHours(1)) : now.plusSeconds(300)))
            .claim("nonce", flaw == Flaw.NONCE ? "guessed" : nonce);
    inToken.forEach(claims::claim);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(flaw == Flaw.FOREIGN_KEY ? foreign : key));
    return token.serialize();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("key-1").generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
