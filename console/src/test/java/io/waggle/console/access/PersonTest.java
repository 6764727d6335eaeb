package io.waggle.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonTest {
  private static Person person(String... groups) {
    return new Person("ada", Set.of(Role.DECIDER), Set.of(groups), false);
  }

  @Test
  void shouldBeAskedWhereEverybodyIs() {
    assertThat(person().isAsked(List.of(), List.of(), null)).isTrue();
  }

  @Test
  void shouldBeAskedByNameOrGroupOrAsTheOneWhoHasTakenIt() {
    assertThat(person().isAsked(List.of("ada", "bob"), List.of(), null)).isTrue();
    assertThat(person("accounting").isAsked(List.of("bob"), List.of("accounting"), null)).isTrue();
    assertThat(person().isAsked(List.of(), List.of("accounting"), "ada")).isTrue();
  }

  @Test
  void shouldNotBeAskedWhereOthersAre() {
    assertThat(person().isAsked(List.of("bob"), List.of(), null)).isFalse();
    assertThat(person("sales").isAsked(List.of(), List.of("accounting"), null)).isFalse();
    assertThat(person().isAsked(List.of(), List.of(), "bob")).isFalse();
  }

  @Test
  void shouldSeeWithWhateverRoleAndDoNothingElse() {
    assertThat(person().may(Role.VIEWER)).isTrue();
    assertThat(person().may(Role.OPERATOR)).isFalse();
    assertThat(new Person("eve", Set.of(), Set.of(), false).may(Role.VIEWER)).isFalse();
  }
}
