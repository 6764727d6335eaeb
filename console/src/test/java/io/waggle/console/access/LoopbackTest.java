package io.waggle.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8090",
        "127.0.0.1",
        "127.0.0.1:8090",
        "127.1.2.3:1",
        "[::1]:8090"
      })
  void shouldBeThisMachine(String host) {
    assertThat(Loopback.isThisMachine(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:8090",
        "evil.example#127.0.0.1",
        "0.0.0.0:8090",
        "[::ffff:127.0.0.1]",
        "192.168.0.1",
        "localhost:8090, evil.example"
      })
  void shouldNotBeThisMachine(String host) {
    assertThat(Loopback.isThisMachine(host)).isFalse();
  }

  @Test
  void shouldNotTakeNoNameForThisMachine() {
    assertThat(Loopback.isThisMachine(null)).isFalse();
  }
}
