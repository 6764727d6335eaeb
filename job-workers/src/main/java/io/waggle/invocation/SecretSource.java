package io.waggle.invocation;

import java.util.Collection;

/** A bean that knows secrets besides those in the settings of the worker itself. */
@FunctionalInterface
public interface SecretSource {
  /**
   * @return keys and passwords that no tool may tell
   */
  Collection<String> secrets();
}
