package io.waggle.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** How the tests start engines, and other JVMs that start engines. */
final class Launches {
  private Launches() {}

  static EngineLaunch engine() {
    return EngineLaunch.ofClassPath(classPath());
  }

  /** A program that is no engine. */
  static EngineLaunch shell(Path folder, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("no-engine"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new EngineLaunch(List.of(file.toString()));
  }

  /** Another JVM with this one's class path. */
  static ProcessBuilder java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.forThisJava());
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** Surefire keeps it elsewhere, where it is too long for a command line. */
  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }
}
