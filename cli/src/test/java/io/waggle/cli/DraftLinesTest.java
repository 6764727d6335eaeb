package io.waggle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class DraftLinesTest {
  private static List<String> texts(List<AttributedString> lines) {
    return lines.stream().map(AttributedString::toString).toList();
  }

  @Test
  void shouldShowTheEndOfWhatIsWritten() {
    assertThat(texts(DraftLines.lines("plan/1", "one\ntwo\n\nthree\n" + "f".repeat(200))))
        .containsExactly(
            "… is writing (plan/1)", "    two", "    three", "    …" + "f".repeat(160));
  }

  @Test
  void shouldNotLetItTalkToTheTerminal() {
    assertThat(texts(DraftLines.lines("plan/1", "red \u001b[31m\u202eevil")))
        .containsExactly("… is writing (plan/1)", "    red [31mevil");
  }

  @Test
  void shouldAskTheWorkersAboutTheRun() throws IOException {
    AtomicReference<String> asked = new AtomicReference<>();
    HttpServer worker =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    worker.createContext(
        "/",
        exchange -> {
          asked.set(exchange.getRequestURI().toString());
          byte[] body = "{\"drafts\":[{\"path\":\"answer\",\"text\":\"Bees\"}]}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    worker.start();
    URI nobody = URI.create("http://127.0.0.1:1");
    URI address = URI.create("http://127.0.0.1:" + worker.getAddress().getPort());
    try (DraftLines drafts = new DraftLines(List.of(nobody, address))) {
      assertThat(drafts.of("refund-1")).isEmpty();

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(texts(drafts.of("refund-1")))
                      .containsExactly("… is writing (answer)", "    Bees"));
      assertThat(Objects.requireNonNull(asked.get()))
          .isEqualTo("/actuator/runs/refund-1?drafts=true");
    } finally {
      worker.stop(0);
    }
  }
}
