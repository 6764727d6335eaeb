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
  void shouldMeanThisMachineByDefault() {
    assertThat(Connection.from(Map.of())).isEqualTo(Connection.LOCAL);
  }

  @Test
  void shouldTakeAddressesAndLoginFromTheEnvironment() {
    Connection connection =
        Connection.from(
            Map.of(
                "WAGGLE_GRPC_ADDRESS", "https://zeebe.example:443",
                "WAGGLE_REST_ADDRESS", "https://camunda.example/cluster",
                "WAGGLE_OPERATE_ADDRESS", "https://operate.example/",
                "WAGGLE_USER", "ada",
                "WAGGLE_PASSWORD", "secret"));

    assertThat(connection.grpcAddress()).isEqualTo(URI.create("https://zeebe.example:443"));
    assertThat(connection.restAddress()).isEqualTo(URI.create("https://camunda.example/cluster"));
    assertThat(connection.operateLink(7))
        .isEqualTo(URI.create("https://operate.example/processes/7"));
    assertThat(connection.login()).isEqualTo(new Login("ada", "secret"));
    assertThat(connection.toString()).doesNotContain("secret");
  }

  @Test
  void shouldHaveNoLinksWithoutOperateAndNoLoginUnlessGiven() {
    assertThat(Connection.LOCAL.operateLink(7)).isNull();
    assertThat(Connection.LOCAL.login()).isNull();
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
