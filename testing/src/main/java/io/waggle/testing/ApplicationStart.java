package io.waggle.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts an application by its {@code main}, if it has one, so that it has in a test the defaults
 * that it has in production.
 */
record ApplicationStart(
    Class<?> application, ApplicationContextInitializer<GenericApplicationContext> beans) {

  ConfigurableApplicationContext run(String... arguments) {
    return main()
        .map(main -> runBy(main, arguments))
        .orElseGet(
            () -> new SpringApplicationBuilder(application).initializers(beans).run(arguments));
  }

  private Optional<Method> main() {
    try {
      Method main = application.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      return Modifier.isStatic(main.getModifiers()) ? Optional.of(main) : Optional.empty();
    } catch (NoSuchMethodException none) {
      return Optional.empty();
    }
  }

  private ConfigurableApplicationContext runBy(Method main, String[] arguments) {
    AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
    SpringApplication.withHook(
        application -> {
          application.addInitializers(beans);
          return new SpringApplicationRunListener() {
            @Override
            public void started(ConfigurableApplicationContext context, Duration taken) {
              started.set(context);
            }
          };
        },
        () -> invoke(main, arguments));
    ConfigurableApplicationContext context = started.get();
    if (context == null) {
      throw new IllegalStateException(
          "%s starts no Spring application: tests of agents need one".formatted(main));
    }
    return context;
  }

  private static void invoke(Method main, String[] arguments) {
    try {
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(failed.getCause());
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(closed);
    }
  }
}
