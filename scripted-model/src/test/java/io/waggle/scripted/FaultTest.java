package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
  @RegisterExtension
  static final ScriptedModelExtension model =
      ScriptedModelExtension.playing(Screenplay.role("x").otherwise("fine").build());

  @Test
  void shouldFailAsOftenAsTheFaultSaysForEveryRequestOfItsOwn() throws Exception {
    play(Fault.status(429).times(2).retryAfter(Duration.ofMillis(1_200)));

    HttpResponse<String> limited = ask("a");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("2");
    assertThat(limited.headers().firstValue("retry-after-ms")).contains("1200");
    assertThat(ask("b").statusCode()).isEqualTo(429);
    assertThat(ask("a").statusCode()).isEqualTo(429);
    assertThat(ask("a").statusCode()).isEqualTo(200);
    assertThat(ask("b").statusCode()).isEqualTo(429);
    assertThat(ask("b").statusCode()).isEqualTo(200);
    assertThat(model.counts().answered()).isEqualTo(2);
  }

  @Test
  void shouldPlaySeveralFaultsInTheirOrder() throws Exception {
    model.play(
        Screenplay.role("x")
            .on(When.ALWAYS)
            .fault(Fault.status(500).times(1))
            .fault(Fault.status(503).body("<html>Bad gateway</html>").times(1))
            .reply("fine")
            .build());

    assertThat(ask("a").statusCode()).isEqualTo(500);
    assertThat(ask("a").body()).isEqualTo("<html>Bad gateway</html>");
    assertThat(ask("a").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_api_key, invalid_request_error",
    "404, model_not_found, invalid_request_error",
    "429, rate_limit_exceeded, rate_limit_error",
    "500, , server_error"
  })
  void shouldSendTheUsualErrorOfAStatus(int status, String code, String type) throws Exception {
    play(Fault.status(status));

    JsonNode error = Json.MAPPER.readTree(ask("a").body()).path("error");
    assertThat(error.path("code").asText(null)).isEqualTo(code);
    assertThat(error.path("type").asText()).isEqualTo(type);
    assertThat(error.path("message").asText()).contains(Integer.toString(status));
  }

  @Test
  void shouldSendAGivenErrorCode() throws Exception {
    play(Fault.status(429).error("insufficient_quota", "You exceeded your quota."));

    JsonNode error = Json.MAPPER.readTree(ask("a").body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo("insufficient_quota");
    assertThat(error.path("type").asText()).isEqualTo("insufficient_quota");
    assertThat(error.path("message").asText()).isEqualTo("You exceeded your quota.");
  }

  @ParameterizedTest
  @EnumSource
  void shouldBreakTheConnection(Fault.CutOff where) throws Exception {
    play(Fault.cutOff(where).times(1));

    assertThatThrownBy(() -> ask("a")).isInstanceOf(IOException.class);
    assertThat(ask("a").statusCode()).isEqualTo(200);
    assertThat(model.counts().answered()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slowBody", "delay"})
  void shouldTakeItsTime(String kind) throws Exception {
    Duration time = Duration.ofMillis(300);
    play((kind.equals("delay") ? Fault.delay(time) : Fault.slowBody(time)).times(1));
    Instant start = Instant.now();

    HttpResponse<String> response = ask("a");

    assertThat(Duration.between(start, Instant.now()))
        .as("clocks may differ by a tick")
        .isGreaterThanOrEqualTo(time.minusMillis(20));
    assertThat(Json.MAPPER.readTree(response.body()).at("/choices/0/message/content").asText())
        .isEqualTo("fine");
  }

  private static void play(Fault fault) {
    model.play(Screenplay.role("x").on(When.ALWAYS).fault(fault).reply("fine").build());
  }

  private static HttpResponse<String> ask(String text) throws Exception {
    return new Chat("x").user(text).send(model.baseUrl());
  }
}
