package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.Models;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShippedModelTest {
  private final ShippedModel model = ShippedModel.of(Models.RESOURCES.getFirst());
  private final ShippedModel ofAnotherRelease =
      new ShippedModel(model.processId(), model.xml().replace("Make plan", "Write plan"));

  @Test
  void shouldKnowItsOwnWithAndWithoutItsSignature() {
    assertThat(model.processId()).isEqualTo(Models.AGENT);
    assertThat(model.isShipped(model.xml())).isTrue();
    assertThat(model.isShipped(signed(model))).isTrue();
  }

  @Test
  void shouldKnowThoseOfOtherReleases() {
    assertThat(model.isShipped(signed(ofAnotherRelease))).isTrue();
  }

  @Test
  void shouldNotTakeAChangedOneForItsOwn() {
    assertThat(model.isShipped(model.xml().replace("Make plan", "Write plan")))
        .as("saved by an editor, which keeps no comment")
        .isFalse();
    assertThat(model.isShipped(signed(model).replace("Make plan", "Write plan")))
        .as("changed by hand below an old signature")
        .isFalse();
  }

  private static String signed(ShippedModel some) {
    return new String(some.signed(), StandardCharsets.UTF_8);
  }
}
