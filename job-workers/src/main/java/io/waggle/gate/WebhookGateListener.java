package io.waggle.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import io.waggle.journal.JournalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Posts to an HTTP endpoint: a chat, a mail gateway, whatever reaches people. */
final class WebhookGateListener implements GateListener {
  /** Nobody waits for ever for those who only have to be told. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = JournalJson.mapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI endpoint;

  WebhookGateListener(URI endpoint) {
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

  /**
   * Chats make mentions, links and layout of what stands between letters, and whoever reads the
   * notice trusts it. A subject may be a model's words.
   */
  private static String plain(String subject) {
    return subject.replaceAll("[^\\p{L}\\p{M}\\p{Nd}_,-]+", " ").strip();
  }

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
            .formatted(urgency, question.agent(), plain(question.subject()), question.run());
    post(
        new Notice(
            text,
            moment,
            kind,
            question.agent(),
            question.run(),
            plain(question.subject()),
            question.policy().candidateGroups(),
            question.policy().candidateUsers()));
  }

  private void post(Notice notice) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint)
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(notice)))
              .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status < 200 || status > 299) {
        throw new IllegalStateException("%s answers %d".formatted(endpoint.getHost(), status));
      }
    } catch (IOException unreachable) {
      throw new UncheckedIOException(
          "%s cannot be reached".formatted(endpoint.getHost()), unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while " + endpoint.getHost() + " was told");
    }
  }
}
