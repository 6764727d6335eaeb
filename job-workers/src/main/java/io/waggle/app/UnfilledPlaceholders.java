package io.waggle.app;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Settings whose value is a placeholder that nothing fills. Spring hands them on as they stand, and
 * {@code ${KEY}} would be sent as a key.
 */
final class UnfilledPlaceholders {
  private static final Pattern OURS =
      Pattern.compile("(waggle|camunda[.]client)[.].*|(WAGGLE|CAMUNDA_CLIENT|OPENAI)_.*");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]*)");

  private UnfilledPlaceholders() {}

  /**
   * @throws WrongSettingException with a sentence that names the first such setting; its value is
   *     not shown, which may hold half a secret
   */
  static void refuse(ConfigurableEnvironment environment) {
    Set<String> seen = new HashSet<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed) {
        for (String name : listed.getPropertyNames()) {
          if (OURS.matcher(name).matches() && seen.add(name)) {
            check(name, String.valueOf(listed.getProperty(name)), environment);
          }
        }
      }
    }
  }

  private static void check(String name, String value, ConfigurableEnvironment environment) {
    var unfilled = PLACEHOLDER.matcher(environment.resolvePlaceholders(value));
    if (unfilled.find()) {
      throw new WrongSettingException(
          "%s is to be filled with '%s', which is not set: set it (as a variable of the environment, or a setting), or leave %s out."
              .formatted(name, unfilled.group(1), name));
    }
  }
}
