package io.waggle.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What gates post to a webhook, and ask the cluster. */
class OutsideWorldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Question QUESTION =
      new Question(
          "payer",
          "7",
          "pay",
          GatePolicy.DEFAULT.asking("clerks"),
          Question.NORMAL,
          "d",
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode(),
          null);

  private HttpServer server;
  private final List<String> received = new ArrayList<>();
  private int status = 200;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void shouldPostThatSomebodyWaitsAndNothingOnceItIsDecided() throws Exception {
    var webhook = new WebhookGateListener(address());

    webhook.on(GateMoment.REMINDED, GateKind.TOOL_CALL, QUESTION);
    webhook.on(GateMoment.DECIDED, GateKind.TOOL_CALL, QUESTION);

    assertThat(received).hasSize(1);
    JsonNode notice = JSON.readTree(received.getFirst());
    assertThat(notice.path("text").asText())
        .isEqualTo(
            "Still waiting: the agent 'payer' waits for a decision in Tasklist (pay), run 7.");
    assertThat(notice.path("moment").asText()).isEqualTo("reminded");
    assertThat(notice.at("/candidateGroups/0").asText()).isEqualTo("clerks");
  }

  @Test
  void shouldSayThatNobodyCouldBeTold() {
    status = 503;
    var webhook = new WebhookGateListener(address());

    assertThatThrownBy(() -> webhook.on(GateMoment.ESCALATED, GateKind.PLAN, QUESTION))
        .hasMessageContaining("503");
  }

  @Test
  void shouldPutNeitherMentionsNorLinksOfAModelIntoWhatChatsRead() throws Exception {
    String title = "<!channel> @here [pay](https://evil.example) & *now* evil.example `x` ~y~";
    Question asked =
        new Question(
            "payer",
            "7",
            title,
            GatePolicy.DEFAULT,
            Question.NORMAL,
            "d",
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode(),
            null);

    new WebhookGateListener(address()).on(GateMoment.ASKED, GateKind.QUESTION, asked);

    assertThat(received.getFirst())
        .doesNotContain("<", "@", "](", "://", "&", "*", "`", "~", "evil.example")
        .contains("channel here pay https evil example now evil example x y");
  }
}
