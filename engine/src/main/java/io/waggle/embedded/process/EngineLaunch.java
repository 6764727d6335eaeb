package io.waggle.embedded.process;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the engine's JVM is started.
 *
 * @param command the {@code java} program and its arguments up to, but without, the main class
 * @param arguments of the engine, besides its ports
 */
public record EngineLaunch(List<String> command, List<String> arguments) {
  private static final String ENGINE = "io.waggle.embedded.EmbeddedEngineMain";

  public EngineLaunch {
    command = List.copyOf(command);
    arguments = List.copyOf(arguments);
  }

  /**
   * @param command the {@code java} program and its arguments up to, but without, the main class
   */
  public EngineLaunch(List<String> command) {
    this(command, List.of());
  }

  /**
   * @param engineJar {@code waggle-engine-….jar} with its {@code lib} folder beside it
   * @return a launch with the Java that runs this JVM
   */
  public static EngineLaunch ofJar(Path engineJar) {
    Path libraries = engineJar.resolveSibling("lib").resolve("*");
    return ofClassPath(engineJar + File.pathSeparator + libraries);
  }

  /**
   * @param classPath of the engine and its libraries
   * @return a launch with the Java that runs this JVM
   */
  public static EngineLaunch ofClassPath(String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.forThisJava());
    command.addAll(List.of("-cp", absolute(classPath)));
    return new EngineLaunch(command);
  }

  /**
   * @param classPath of the engine and its libraries, all of them jars
   * @param archive see {@link #withArchive}
   * @return a launch with the Java that runs this JVM
   */
  public static EngineLaunch ofClassPath(String classPath, Path archive) {
    return ofClassPath(classPath).withArchive(archive);
  }

  /**
   * With an archive of its classes the engine starts in about half the time. The JVM writes it at
   * the end of the first run that ends in good order, and again whenever the class path has
   * changed. Several engines may share one.
   *
   * @param archive where it is or will be; its folder must exist
   */
  public EngineLaunch withArchive(Path archive) {
    return withOptions(JvmOptions.sharedArchive(archive));
  }

  /**
   * @param options of the {@code java} program, such as {@code -Xmx512m}
   */
  public EngineLaunch withOptions(List<String> options) {
    List<String> more = new ArrayList<>(command);
    more.addAll(1, options);
    return new EngineLaunch(more, arguments);
  }

  /**
   * @param begin where the engine's keys begin. Two engines with the same one give the same keys,
   *     as an engine does that lost its data; without this they never do
   */
  public EngineLaunch withKeysFrom(Instant begin) {
    return new EngineLaunch(command, List.of("--keys-from=" + begin));
  }

  /** For an engine that ends with the process that starts it. */
  List<String> owned(int grpcPort, int restPort) {
    return command(List.of(OwnedMain.class.getName(), ENGINE), grpcPort, restPort);
  }

  /** For an engine that goes on without the process that starts it. */
  List<String> detached(int grpcPort, int restPort) {
    return command(List.of(ENGINE), grpcPort, restPort);
  }

  private List<String> command(List<String> main, int grpcPort, int restPort) {
    List<String> all = new ArrayList<>(command);
    all.addAll(main);
    all.add("--grpc-port=" + grpcPort);
    all.add("--rest-port=" + restPort);
    all.addAll(arguments);
    return all;
  }

  /** The engine's working directory may be another. */
  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
