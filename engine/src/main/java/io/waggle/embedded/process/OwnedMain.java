package io.waggle.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class in a JVM that ends with its owner, the process that started it. The owner
 * holds the other end of this JVM's standard input; the operating system closes it when the owner
 * ends, however that happens.
 *
 * <pre>{@code java -cp … io.waggle.embedded.process.OwnedMain com.example.Worker ARGUMENTS}</pre>
 *
 * <p>The owner starts it with a pipe as its standard input, as {@link ProcessBuilder} does by
 * itself, and writes nothing into it.
 */
public final class OwnedMain {
  /** How long shutdown hooks may take once the owner is gone. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private OwnedMain() {}

  /**
   * @param arguments name of the main class, then its arguments
   * @throws Exception what the main class throws
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("OwnedMain: name the main class to run.");
      System.exit(2);
    }
    daemon("owner-watch", () -> awaitEndOf(System.in)).start();
    var main = Class.forName(arguments[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw thrown;
    }
  }

  private static void awaitEndOf(InputStream in) {
    try {
      while (in.read() >= 0) {
        // Nothing is expected; only the end counts.
      }
    } catch (IOException broken) {
      // As good as the end.
    }
    System.err.println("The process that started this one is gone: ending.");
    daemon("owner-gone", OwnedMain::haltAfterGrace).start();
    System.exit(0);
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static Thread daemon(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }
}
