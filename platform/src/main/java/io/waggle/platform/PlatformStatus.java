package io.waggle.platform;

import io.waggle.platform.ComponentStatus.State;
import java.util.List;

/**
 * How the platform is.
 *
 * @param addresses where it is, or where it would be if it is stopped
 * @param components one each, in the order in which they start
 */
public record PlatformStatus(Addresses addresses, List<ComponentStatus> components) {
  /** Copies the list. */
  public PlatformStatus {
    components = List.copyOf(components);
  }

  /** Whether all of it runs and answers. */
  public boolean ready() {
    return components.stream().allMatch(component -> component.state() == State.READY);
  }

  /** Whether nothing of it runs or has died. */
  public boolean stopped() {
    return components.stream().allMatch(component -> component.state() == State.STOPPED);
  }

  /** The status of one component. */
  public ComponentStatus of(Component component) {
    return components.stream()
        .filter(status -> status.component().equals(component))
        .findFirst()
        .orElseThrow();
  }
}
