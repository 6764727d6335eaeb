package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  @Test
  void shouldMeanTheLocalPlatformByDefault() {
    assertThat(Connection.from(Map.of())).isEqualTo(Connection.LOCAL);
  }

  @Test
  void shouldTakeAddressesAndLoginFromTheEnvironment() {
    Connection connection =
        Connection.from(
            Map.of(
                "WAGGLE_GRPC_ADDRESS", "https://zeebe.example:443",
                "WAGGLE_WEB_ADDRESS", "https://camunda.example/cluster",
                "WAGGLE_USER", "ada",
                "WAGGLE_PASSWORD", "secret"));

    assertThat(connection.grpcAddress()).isEqualTo(URI.create("https://zeebe.example:443"));
    assertThat(connection.web("/operate"))
        .isEqualTo(URI.create("https://camunda.example/cluster/operate"));
    assertThat(connection.effectiveLogin()).isEqualTo(new Login("ada", "secret"));
    assertThat(connection.toString()).doesNotContain("secret");
  }

  @Test
  void shouldUseTheWellKnownLoginOnThisMachineOnly() {
    assertThat(Connection.LOCAL.effectiveLogin()).isEqualTo(new Login("demo", "demo"));
    assertThat(
            Connection.LOCAL.withWebAddress(URI.create("https://camunda.example")).effectiveLogin())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:26500", "ftp://127.0.0.1", "http://", "no address"})
  void shouldRefuseWhatIsNoAddress(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.from(Map.of("WAGGLE_GRPC_ADDRESS", address)))
        .withMessage(
            "WAGGLE_GRPC_ADDRESS is '%s'; it must be an address such as 'http://127.0.0.1:26500'."
                .formatted(address));
  }

  @Test
  void shouldRefuseAUserWithoutPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.from(Map.of("WAGGLE_USER", "ada")))
        .withMessage("Only one of WAGGLE_USER and WAGGLE_PASSWORD is set; set both or none.");
  }
}
