package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTest {
  private final UnknownSettings settings =
      UnknownSettings.ofClassPath(UnknownSettingsTest.class.getClassLoader());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waggle.worker.job-timeout",
        "waggle.worker.jobTimeout",
        "waggle.worker.job_timeout",
        "waggle.home",
        "waggle.providers.my-own.api-key",
        "waggle.providers.my-own.baseUrl",
        "camunda.client.worker.defaults.no-such-thing"
      })
  void shouldPassWhatExistsHoweverItIsWritten(String name) {
    assertThatCode(() -> settings.refuse(file(name))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waggle.worker.job-timeouts",
        "waggle.workers.job-timeout",
        "waggle.worker",
        "waggle.providers.my-own.apikeys",
        "waggle.providers.my-own.api-key.more"
      })
  void shouldRefuseWhatDoesNotExist(String name) {
    assertThatThrownBy(() -> settings.refuse(file(name)))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("There is no setting '%s'".formatted(name))
        .hasMessageContaining("docs/configuration.md");
  }

  @Test
  void shouldNameTheOneThatWasProbablyMeantAndWhereItStands() {
    assertThatThrownBy(() -> settings.refuse(file("waggle.worker.stop-grase")))
        .hasMessageContaining("(did you mean 'waggle.worker.stop-grace'?): application.yaml");
  }

  @Test
  void shouldLeaveVariablesOfOthersInTheEnvironmentAlone() {
    assertThatCode(
            () ->
                settings.refuse(
                    environment(
                        "WAGGLE_SERVICE_HOST",
                        "WAGGLE_PORT_8080_TCP",
                        "WAGGLE_HOME",
                        "WAGGLE_USER",
                        "WAGGLE_PASSWORD",
                        "WAGGLE_REST_ADDRESS")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> settings.refuse(environment("WAGGLE_WORKER_JOBTIMEOT")))
        .hasMessageContaining("did you mean 'waggle.worker.job-timeout'?");
  }

  private static StandardEnvironment file(String name) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("application.yaml", Map.of(name, "x")));
    return environment;
  }

  private static StandardEnvironment environment(String... names) {
    Map<String, Object> variables =
        Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> "x"));
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return environment;
  }
}
