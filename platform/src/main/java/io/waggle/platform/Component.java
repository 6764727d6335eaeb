package io.waggle.platform;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One process of the platform.
 *
 * @param name how commands, log files and the state file call it
 * @param title how sentences call it
 */
public record Component(String name, String title) {
  /** The secondary storage that the broker exports to and the web apps read from. */
  public static final Component OPENSEARCH = new Component("opensearch", "OpenSearch");

  /** Zeebe, with its gateway. */
  public static final Component BROKER = new Component("broker", "the Zeebe broker");

  /** Operate and Tasklist, in one process. */
  public static final Component WEB_APPS = new Component("webapps", "Operate and Tasklist");

  /** All components, in the order in which they start. */
  public static List<Component> all() {
    return List.of(OPENSEARCH, BROKER, WEB_APPS);
  }

  /**
   * The component of this name.
   *
   * @throws PlatformException if there is none; says which there are
   */
  public static Component named(String name) {
    return all().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PlatformException(
                    "The platform has no component '%s': choose one of %s."
                        .formatted(
                            name,
                            all().stream()
                                .map(Component::name)
                                .collect(Collectors.joining(", ")))));
  }
}
