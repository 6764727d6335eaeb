package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.llm.TransientLlmException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that would keep a worker busy, or take its memory. */
@Timeout(60)
class HostileBodyTest {
  private static final byte[] BEGINNING =
      "{\"choices\": [{\"message\": {\"content\": \"".getBytes(StandardCharsets.UTF_8);
  private static final int MEGABYTE = 1_024 * 1_024;

  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new StubEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private static void write(OutputStream body, String letters, int megabytes) throws IOException {
    byte[] block = letters.repeat(MEGABYTE / letters.length()).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < megabytes; i++) {
      body.write(block);
    }
  }

  /** It is cut off here: its end is not read. */
  private static void ignoringWhoHangsUp(
      StubEndpoint.Answer answer, com.sun.net.httpserver.HttpExchange to) throws IOException {
    try {
      answer.send(to);
    } catch (IOException hungUp) {
      to.close();
    }
  }

  private void sends(StubEndpoint.Answer answer) {
    endpoint.answers(exchange -> ignoringWhoHangsUp(answer, exchange));
  }

  @Test
  void shouldNotReadAPackedBodyThatIsTooLargeUnpacked() {
    sends(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
            body.write(BEGINNING);
            write(body, "a", 250);
          }
        });

    assertThatThrownBy(() -> endpoint.model().chat(StubEndpoint.HELLO))
        .isInstanceOf(TransientLlmException.class)
        .hasMessage(
            "The provider 'acme', asked for the model 'm-1', sent more than 4 MB, more than an"
                + " answer needs.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[],", "0,", "{\"a\":\"\\\"\"},"})
  void shouldNotMakeObjectsOfABodyOfVeryManyValues(String value) {
    sends(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
          write(exchange.getResponseBody(), value, 3);
        });

    assertThatThrownBy(() -> endpoint.model().chat(StubEndpoint.HELLO))
        .isInstanceOf(TransientLlmException.class)
        .hasMessageContaining("sent more than 100,000 JSON values");
  }

  @Test
  void shouldReadALongAnswerWhole() {
    String text = "[{,\\n".repeat(200_000);
    endpoint.answers(
        StubEndpoint.body(
            200,
            "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"%s\"}}]}"
                .formatted(text)));

    assertThat(endpoint.model().chat(StubEndpoint.HELLO).content()).hasSize(4 * 200_000);
  }

  @Test
  void shouldEndAnAnswerThatDripsByADeadline() {
    sends(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(BEGINNING);
          while (!Thread.currentThread().isInterrupted()) {
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
          }
        });

    try (OpenAiProvider provider =
        new OpenAiProvider(endpoint.endpoint(StubEndpoint.KEY, Duration.ofSeconds(1)))) {
      long begun = System.nanoTime();
      assertThatThrownBy(() -> provider.model("m-1").chat(StubEndpoint.HELLO))
          .isInstanceOf(TransientLlmException.class)
          .hasMessageContaining("did not answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
  }
}
