package io.waggle.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.console.access.ConsoleProperties.Oidc;
import io.waggle.console.access.ConsoleProperties.User;
import java.net.InetAddress;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

class LoginTest {
  private static final User ADA =
      new User("ada", "{noop}secret", List.of(Role.DECIDER), List.of("accounting"));

  private static ConsoleProperties settings(User... users) {
    return new ConsoleProperties(true, null, List.of(users), new Oidc("roles", "groups"));
  }

  private static Login login(@Nullable String address, User... users) throws Exception {
    return Login.of(settings(users), null, address == null ? null : InetAddress.getByName(address));
  }

  @Test
  void shouldNeedNoneOnLoopback() throws Exception {
    assertThat(login("127.0.0.1").needed()).isFalse();
    assertThat(login("::1").needed()).isFalse();
  }

  @Test
  void shouldBeNeededWhereverUsersAreNamed() throws Exception {
    assertThat(login("127.0.0.1", ADA).needed()).isTrue();
    assertThat(login(null, ADA).needed()).isTrue();
  }

  @Test
  void shouldStopTheStartWhereAnybodyWouldComeIn() {
    assertThatThrownBy(() -> login(null))
        .isInstanceOf(AccessException.class)
        .hasMessage(
            "The console would be open to everybody who reaches this machine, without a login.");
    assertThatThrownBy(() -> login("0.0.0.0"))
        .hasMessageContaining("everybody who reaches 0.0.0.0");
    assertThatThrownBy(() -> login("192.168.7.7"))
        .asInstanceOf(InstanceOfAssertFactories.type(AccessException.class))
        .extracting(AccessException::remedy)
        .asString()
        .contains("server.address=127.0.0.1", "waggle.console.users", "spring.security.oauth2");
  }

  @Test
  void shouldRefuseUsersThatCannotBeMeant() {
    assertThatThrownBy(
            () -> login(null, new User("ada", "secret", List.of(Role.VIEWER), List.of())))
        .hasMessage("The password of 'ada' in waggle.console.users is not encoded.");
    assertThatThrownBy(() -> login(null, new User("ada", "{noop}x", List.of(), List.of())))
        .hasMessageContaining("has no role");
    assertThatThrownBy(() -> login(null, new User(" ", "{noop}x", List.of(), List.of())))
        .hasMessageContaining("has no name");
    assertThatThrownBy(() -> login(null, ADA, ADA)).hasMessageContaining("the same name");
  }

  @Test
  void shouldLogInByOpenIdConnectAndNotByWhatAnApplicationUsesForItself() throws Exception {
    var registrations =
        new InMemoryClientRegistrationRepository(
            registration("company", AuthorizationGrantType.AUTHORIZATION_CODE, "openid"),
            registration("github", AuthorizationGrantType.AUTHORIZATION_CODE, "user"),
            registration("machine", AuthorizationGrantType.CLIENT_CREDENTIALS, "openid"));

    assertThat(Login.of(settings(), registrations, null).providers())
        .extracting(ClientRegistration::getRegistrationId)
        .containsExactly("company");
  }

  private static ClientRegistration registration(
      String id, AuthorizationGrantType grant, String scope) {
    return ClientRegistration.withRegistrationId(id)
        .authorizationGrantType(grant)
        .clientId("waggle")
        .scope(scope)
        .redirectUri("{baseUrl}/{action}/oauth2/code/{registrationId}")
        .authorizationUri("https://id.example/authorize")
        .tokenUri("https://id.example/token")
        .build();
  }
}
