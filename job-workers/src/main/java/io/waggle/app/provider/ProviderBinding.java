package io.waggle.app.provider;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads the providers and turns what Spring reports into sentences. Not
 * {@code @ConfigurationProperties}: it cannot refuse unknown settings below a map without refusing
 * those of other features too.
 */
final class ProviderBinding {
  private static final String KNOWN =
      "a provider has base-url, api-key, timeout, screenplay, streaming, requests-per-minute and tokens-per-minute";

  private ProviderBinding() {}

  static Map<String, ProviderProperties> read(Environment environment) {
    try {
      return Binder.get(environment)
          .bind(
              LlmProperties.PREFIX,
              Bindable.mapOf(String.class, ProviderProperties.class),
              new NoUnboundElementsBindHandler(BindHandler.DEFAULT, ProviderBinding::isChecked))
          .orElse(Map.of());
    } catch (BindException e) {
      throw new IllegalArgumentException(sentence(e), e);
    }
  }

  /** Variables of the environment have no exact names, so one that was used may look unused. */
  private static boolean isChecked(ConfigurationPropertySource source) {
    return !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource);
  }

  private static String sentence(BindException e) {
    if (e.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
      Set<ConfigurationProperty> properties = unknown.getUnboundProperties();
      return "Unknown setting %s: %s."
          .formatted(
              properties.stream()
                  .map(property -> property.getName().toString())
                  .collect(Collectors.joining(", ")),
              KNOWN);
    }
    String last = e.getName().getLastElement(ConfigurationPropertyName.Form.UNIFORM);
    return switch (last) {
      case "timeout" -> e.getName() + " is not a duration: write it like PT5M or 90s.";
      case "streaming" -> e.getName() + " is neither true nor false.";
      case "requestsperminute", "tokensperminute" ->
          e.getName() + " is not a whole number: write it like 500.";
      default -> "%s cannot be read: %s.".formatted(e.getName(), KNOWN);
    };
  }
}
