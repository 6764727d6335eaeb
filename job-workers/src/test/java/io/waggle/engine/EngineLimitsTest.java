package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineLimitsTest {
  private static String problem(Object value) {
    return EngineLimits.problem(Map.of("turn", Map.of("toolCalls", List.of(value)))).orElse("");
  }

  @Test
  void shouldFindIntegersOfMoreThan64Bits() {
    assertThat(problem(Long.MAX_VALUE)).isEmpty();
    assertThat(problem(BigInteger.valueOf(Long.MIN_VALUE))).isEmpty();
    assertThat(problem(BigInteger.ONE.shiftLeft(63)))
        .isEqualTo("they have an integer of more than 64 bits");
    assertThat(problem(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))).isNotEmpty();
    assertThat(problem(BigInteger.TEN.pow(40).negate())).isNotEmpty();
  }

  @Test
  void shouldFindNumbersThatAreNone() {
    assertThat(problem(new BigDecimal("0.1"))).isEmpty();
    assertThat(problem(new BigDecimal("1e400"))).contains("too large");
    assertThat(problem(Double.NaN)).isNotEmpty();
  }

  @Test
  void shouldFindWhatIsTooLarge() {
    assertThat(problem("x".repeat(EngineLimits.MAX_BYTES - 100))).isEmpty();
    assertThat(problem("x".repeat(EngineLimits.MAX_BYTES))).contains("524,288 are the most");
    assertThat(problem("ü".repeat(EngineLimits.MAX_BYTES / 2))).contains("bytes");
  }

  @Test
  void shouldFindWhatIsNestedTooDeep() {
    JsonNode nested = JsonNodeFactory.instance.arrayNode();
    for (int level = 0; level < 600; level++) {
      nested = JsonNodeFactory.instance.arrayNode().add(nested);
    }
    assertThat(problem(nested)).contains("nested more than 500 deep");
    assertThat(problem(Map.of("n".repeat(50_001), 1))).contains("name of a member");
  }
}
