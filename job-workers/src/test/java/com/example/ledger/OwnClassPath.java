package com.example.ledger;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts an application with a class path of its own, which has {@code application.yaml} and {@code
 * db/migration}: that of the other tests has neither.
 */
final class OwnClassPath {
  private OwnClassPath() {}

  static ConfigurableApplicationContext start(Class<?> application, String... settings) {
    return with(
        "/ledger/", () -> new SpringApplicationBuilder(application).run(arguments(settings)));
  }

  /** Without a file of settings, and without migrations. */
  static ConfigurableApplicationContext startBare(Class<?> application, String... settings) {
    return new SpringApplicationBuilder(application).run(arguments(settings));
  }

  private static String[] arguments(String... settings) {
    return Stream.of(settings).map("--"::concat).toArray(String[]::new);
  }

  private static <T> T with(String folder, Supplier<T> start) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL root = Objects.requireNonNull(OwnClassPath.class.getResource(folder));
    thread.setContextClassLoader(new URLClassLoader(new URL[] {root}, before));
    try {
      return start.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
