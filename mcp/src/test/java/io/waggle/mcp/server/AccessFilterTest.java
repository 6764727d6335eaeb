package io.waggle.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waggle.mcp.OfferedAgents;
import io.waggle.mcp.OfferedAgents.Answers;
import io.waggle.tool.DefinitionException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who may speak to the endpoint. */
class AccessFilterTest {
  private static final String TOKEN = "a-token-of-ada-0123456789";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void shouldLetWhoeverIsOnThisMachineInWithoutTokens() throws Exception {
    MockHttpServletRequest request = request("127.0.0.1:8090");

    assertThat(answer(open(), request).getStatus()).isEqualTo(200);
    assertThat(request.getAttribute(AccessFilter.PERSON))
        .isEqualTo(System.getProperty("user.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8090", "127.0.0.1.evil.example"})
  void shouldRefuseAnotherNameOfThisMachine(String host) throws Exception {
    assertThat(answer(open(), request(host)).getStatus()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 403",
    "null, 403",
    "not an origin, 403",
    "http://localhost:8090, 200"
  })
  void shouldRefusePagesOfOtherSites(String origin, int status) throws Exception {
    MockHttpServletRequest request = request("localhost:8090");
    request.addHeader("Origin", origin);

    assertThat(answer(open(), request).getStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a-token-of-ada-0123456789, 200",
    "bearer a-token-of-ada-0123456789, 200",
    "Bearer a-token-of-ada-012345678, 401",
    "Basic a-token-of-ada-0123456789, 401",
    "Bearer, 401"
  })
  void shouldWantATokenWhereThereAreAny(String authorization, int status) throws Exception {
    MockHttpServletRequest request = request("worker.example:8090");
    request.addHeader("Authorization", authorization);
    MockHttpServletResponse response = answer(withToken(), request);

    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(request.getAttribute(AccessFilter.PERSON)).isEqualTo(status == 200 ? "ada" : null);
  }

  @Test
  void shouldSayHowToShowWhoOneIs() throws Exception {
    MockHttpServletResponse response = answer(withToken(), request("worker.example"));

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void shouldNotStartWhereEverybodyWouldBeLetIn() throws Exception {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> AccessFilter.of(settings(Map.of()), everywhere))
        .withMessageContaining("everybody who reaches 0.0.0.0")
        .withMessageContaining("waggle.mcp.server.tokens");
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> AccessFilter.of(settings(Map.of()), null));
    assertThat(AccessFilter.of(settings(Map.of("ada", TOKEN)), everywhere)).isNotNull();
  }

  private static AccessFilter open() {
    return AccessFilter.of(settings(Map.of()), LOOPBACK);
  }

  private static AccessFilter withToken() {
    return AccessFilter.of(settings(Map.of("ada", TOKEN)), LOOPBACK);
  }

  private static OfferedAgents settings(Map<String, String> tokens) {
    return new OfferedAgents(
        true, "/mcp", List.of(), tokens, Answers.QUESTIONS, Duration.ofSeconds(45));
  }

  private static MockHttpServletRequest request(String host) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/mcp");
    request.addHeader("Host", host);
    return request;
  }

  private static MockHttpServletResponse answer(AccessFilter filter, MockHttpServletRequest request)
      throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
