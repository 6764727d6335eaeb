package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import java.net.URI;
import java.util.List;
import org.springframework.web.client.RestClient;

/** Posts to an HTTP endpoint: a chat, a mail gateway, whatever reaches people. */
final class WebhookGateListener implements GateListener {
  private final RestClient http;
  private final URI endpoint;

  WebhookGateListener(RestClient http, URI endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /**
   * What is posted, as JSON.
   *
   * @param text a sentence, which is all that many chats read
   */
  record Notice(
      String text,
      GateMoment moment,
      GateKind gate,
      String agent,
      String run,
      String subject,
      List<String> candidateGroups,
      List<String> candidateUsers) {}

  @Override
  public void on(GateMoment moment, GateKind kind, Question question) {
    if (moment == GateMoment.DECIDED) {
      return;
    }
    String urgency =
        switch (moment) {
          case REMINDED -> "Still waiting: ";
          case ESCALATED -> "Escalated: ";
          default -> "";
        };
    String text =
        "%sthe agent '%s' waits for a decision in Tasklist (%s), run %s."
            .formatted(urgency, question.agent(), question.subject(), question.run());
    http.post()
        .uri(endpoint)
        .body(
            new Notice(
                text,
                moment,
                kind,
                question.agent(),
                question.run(),
                question.subject(),
                question.policy().candidateGroups(),
                question.policy().candidateUsers()))
        .retrieve()
        .toBodilessEntity();
  }
}
