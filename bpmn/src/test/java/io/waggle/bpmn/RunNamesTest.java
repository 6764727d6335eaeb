package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "refund-4711",
        "4711",
        "123456789012345",
        "0192f0c1-7b6a-7c3e-9d2a-3f1b2c4d5e6f",
        "A.b_c-9",
        "1234567890123456a",
        "...............................................................x"
      })
  void shouldTakeWhatPeopleAndProgramsCallTheirRuns(String name) {
    assertThat(RunNames.check(name)).isEqualTo(name);
    assertThat(RunNames.isAddress(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "refund 4711", "refund/4711", "größe", "a\n", "a:b"})
  void shouldSayWhatANameCanBe(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunNames.check(name))
        .withMessageContaining("'" + name + "' is not a run's name")
        .withMessageContaining("1 to 64 of A-Z, a-z, 0-9");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 100_000})
  void shouldNotRepeatANameThatIsTooLongAsAWhole(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunNames.check("n".repeat(length)))
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2251799813685249", "0000000000000000", "22517998136852490000"})
  void shouldLeaveNumbersThatKeysAreLikeToTheEngine(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunNames.check(key))
        .withMessageContaining("taken for a key of the engine")
        .withMessageContaining("'run-" + key + "'");
    assertThat(RunNames.isAddress(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"refund-4711/p1/s2/t3/c1", "r/p1/s1/t1/c1/p1/s1/t1/c2", "r/p1/s1/t1/x0a1b2c3d.2"})
  void shouldKnowTheAddressOfASubAgentsRun(String address) {
    assertThat(RunNames.isAddress(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "r/", "/p1", "r//p1", "r/p1 ", "r/p1\n", "2251799813685249/p1/s1/t1/c1"})
  void shouldKnowWhatIsNoAddress(String text) {
    assertThat(RunNames.isAddress(text)).isFalse();
  }
}
