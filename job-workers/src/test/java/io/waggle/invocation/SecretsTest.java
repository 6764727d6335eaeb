package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private final Secrets secrets =
      new Secrets(List.of("hunter22", "hunter22-and-more", "s\"e\\cr\tet", "here"));

  @Test
  void shouldHideTheLongerOneFirst() {
    assertThat(secrets.hide("hunter22-and-more, hunter22, here"))
        .isEqualTo("[secret], [secret], here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"It is s\"e\\cr\tet.", "{\"key\":\"s\\\"e\\\\cr\\tet\"}"})
  void shouldHideWhatJsonEscapesAlsoInJson(String text) {
    assertThat(secrets.hide(text)).contains("[secret]").doesNotContain("cr\tet", "cr\\tet");
  }
}
