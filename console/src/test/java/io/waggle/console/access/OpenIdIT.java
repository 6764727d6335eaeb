package io.waggle.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.console.access.Provider.Flaw;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.core.env.Environment;

/** A login by OpenID Connect, from the first page to the last, with a provider that is played. */
class OpenIdIT {
  private static final Map<String, Object> OLGA =
      Map.of(
          "preferred_username",
          "olga",
          "resource_access",
          Map.of("waggle", Map.of("roles", List.of("operator", "unknown"))));

  private static Provider provider;
  private static TestBed bed;
  private static String console = "";

  @BeforeAll
  static void open() throws IOException {
    provider = Provider.start();
    String registration = "spring.security.oauth2.client.registration.company.";
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        Agent.named("clerk")
                            .description("Answers")
                            .model("play:clerk")
                            .instructions("You answer.")
                            .planning(Planning.NEVER)
                            .build()))
                .withProperty("server.address", "0.0.0.0")
                .withProperty(registration + "client-id", "waggle")
                .withProperty(registration + "client-secret", "secret")
                .withProperty(registration + "scope", "openid,profile")
                .withProperty(
                    "spring.security.oauth2.client.provider.company.issuer-uri", provider.issuer())
                .withProperty("waggle.console.oidc.roles-claim", "resource_access.waggle.roles")
                .withProperty("waggle.console.oidc.groups-claim", "team.groups"));
    console =
        "http://127.0.0.1:"
            + bed.bean(Environment.class).getProperty("local.server.port")
            + "/console";
  }

  @AfterAll
  static void close() {
    bed.close();
    provider.close();
  }

  /** As a browser: it keeps cookies and goes where it is sent. */
  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.ALWAYS)
        .build();
  }

  private static HttpResponse<String> get(HttpClient browser, String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(console + path)).header("Accept", "text/html").build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> logIn(HttpClient browser) throws Exception {
    return get(browser, "/login/oauth2/authorization/company");
  }

  private static HttpResponse<String> post(HttpClient browser, String path, String page)
      throws Exception {
    var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).isTrue();
    return browser.send(
        HttpRequest.newBuilder(URI.create(console + path))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("_csrf=" + token.group(1)))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void shouldOfferTheProviderAndLogInAndOut() throws Exception {
    provider.next(OLGA, Map.of(), Flaw.NONE);
    try (HttpClient browser = browser()) {
      assertThat(get(browser, "/runs").body())
          .contains("/console/login/oauth2/authorization/company");

      HttpResponse<String> runs = logIn(browser);
      assertThat(runs.statusCode()).isEqualTo(200);
      assertThat(runs.uri().getPath()).isEqualTo("/console/runs");
      assertThat(runs.body()).contains("olga", "Start a run");

      HttpResponse<String> left = post(browser, "/logout", runs.body());
      assertThat(left.uri()).hasPath("/console/login").hasQuery("left");
      assertThat(get(browser, "/runs").uri()).hasPath("/console/login");
    }
  }

  @Test
  void shouldReadRolesAndGroupsFromUserInfoToo() throws Exception {
    provider.next(
        Map.of(),
        Map.of(
            "preferred_username",
            "dora",
            "resource_access",
            Map.of("waggle", Map.of("roles", List.of("decider"))),
            "team",
            Map.of("groups", List.of("planning"))),
        Flaw.NONE);
    try (HttpClient browser = browser()) {
      HttpResponse<String> runs = logIn(browser);

      assertThat(runs.body()).contains("dora").doesNotContain("Start a run");
      HttpResponse<String> refused = post(browser, "/start", runs.body());
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("that takes the role operator");
    }
  }

  @Test
  void shouldRefuseAPersonWithoutARole() throws Exception {
    provider.next(
        Map.of("preferred_username", "nils", "roles", List.of("operator")), Map.of(), Flaw.NONE);
    try (HttpClient browser = browser()) {
      HttpResponse<String> refused = logIn(browser);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("nils may not use the console").contains("Log out");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void shouldRefuseATokenThatIsNotForThisLogin(Flaw flaw) throws Exception {
    provider.next(OLGA, Map.of(), flaw);
    try (HttpClient browser = browser()) {
      HttpResponse<String> refused = logIn(browser);

      assertThat(refused.uri()).hasPath("/console/login").hasQuery("failed");
      assertThat(refused.body()).doesNotContain("Start a run");
      assertThat(get(browser, "/runs").uri()).hasPath("/console/login");
    }
  }
}
