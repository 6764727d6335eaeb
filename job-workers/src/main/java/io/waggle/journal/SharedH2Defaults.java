package io.waggle.journal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Sets what H2 takes from the JVM alone, before anybody uses H2, where the journal is a file that
 * several processes share. What the application has set already stays.
 */
final class SharedH2Defaults implements EnvironmentPostProcessor {
  /** The process that has the file open serves the others; nobody from elsewhere. */
  private static final String BIND_ADDRESS = "h2.bindAddress";

  /**
   * How often H2 itself opens the file of a process that has died, within a statement; it takes
   * seconds. The pool is faster.
   */
  private static final String MAX_RECONNECT = "h2.maxReconnect";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String url = environment.getProperty("waggle.journal.url", "");
    boolean own = environment.getProperty("waggle.journal.data-source", "").isBlank();
    if (own
        && SharedH2DataSource.isShared(
            url.isBlank() ? JournalDatabaseProperties.DEFAULT_URL : url)) {
      setUnlessGiven(BIND_ADDRESS, "127.0.0.1");
      setUnlessGiven(MAX_RECONNECT, "0");
    }
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
