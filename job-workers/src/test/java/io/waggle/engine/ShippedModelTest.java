package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.Models;
import org.junit.jupiter.api.Test;

class ShippedModelTest {
  private final ShippedModel model = ShippedModel.of(Models.RESOURCES.getFirst());
  private final ShippedModel ofAnotherRelease =
      new ShippedModel(model.processId(), model.xml().replace("Make plan", "Write plan"));

  @Test
  void shouldKnowItsOwnWithAndWithoutItsSignature() {
    assertThat(model.processId()).isEqualTo(Models.AGENT);
    assertThat(model.isShipped(model.xml())).isTrue();
    assertThat(model.isShipped(model.signed())).isTrue();
  }

  @Test
  void shouldKnowThoseOfOtherReleases() {
    assertThat(model.isShipped(ofAnotherRelease.signed())).isTrue();
  }

  @Test
  void shouldNotTakeAChangedOneForItsOwn() {
    assertThat(model.isShipped(model.xml().replace("Make plan", "Write plan")))
        .as("saved by an editor, which keeps no comment")
        .isFalse();
    assertThat(model.isShipped(model.signed().replace("Make plan", "Write plan")))
        .as("changed by hand below an old signature")
        .isFalse();
  }
}
