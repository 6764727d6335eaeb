package io.waggle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.llm.HttpStatusException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import org.junit.jupiter.api.Test;

class ErrorTypesTest {
  @Test
  void shouldBeTheStatusThatAProviderAnsweredWith() {
    assertThat(
            ErrorTypes.of(new TransientLlmException("Busy.", null, new HttpStatusException(429))))
        .isEqualTo("429");
    assertThat(ErrorTypes.of(new PermanentLlmException("No key.", new HttpStatusException(401))))
        .isEqualTo("401");
  }

  @Test
  void shouldBeATimeoutWhereverItWasNoticed() {
    assertThat(
            ErrorTypes.of(
                new TransientLlmException("Late.", null, new SocketTimeoutException("timeout"))))
        .isEqualTo("timeout");
    assertThat(ErrorTypes.of(new HttpTimeoutException("late"))).isEqualTo("timeout");
    assertThat(ErrorTypes.of(new InterruptedIOException("timeout"))).isEqualTo("timeout");
  }

  /** The worker stops in the middle of a call. */
  @Test
  void shouldTellACallThatWasInterruptedFromATimeout() {
    for (String message : new String[] {"interrupted", null}) {
      assertThat(
              ErrorTypes.of(
                  new TransientLlmException("Cut off.", null, new InterruptedIOException(message))))
          .isEqualTo("java.io.InterruptedIOException");
    }
  }

  @Test
  void shouldBeTheClassOfWhatElseWasThrown() {
    assertThat(
            ErrorTypes.of(
                new TransientLlmException("Away.", null, new ConnectException("refused"))))
        .isEqualTo("java.net.ConnectException");
    assertThat(ErrorTypes.of(new TransientLlmException("No answer.", null, null)))
        .isEqualTo("io.waggle.llm.TransientLlmException");
    assertThat(ErrorTypes.of(new RuntimeException() {})).isEqualTo("_OTHER");
  }
}
