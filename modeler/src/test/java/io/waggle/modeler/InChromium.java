package io.waggle.modeler;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser for all tests of a run; hands out a {@link Chromium}. Test classes that run side by
 * side take turns: {@code @ResourceLock(InChromium.BROWSER)}.
 */
public final class InChromium implements ParameterResolver {
  public static final String BROWSER = "io.waggle.modeler.browser";

  private static final Namespace NAMESPACE = Namespace.create(InChromium.class);

  private record Running(Chromium chromium) implements CloseableResource {
    @Override
    public void close() {
      chromium.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, absent -> new Running(Chromium.start()), Running.class)
        .chromium();
  }
}
