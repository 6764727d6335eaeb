package io.waggle.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A running worker process, as the others see it.
 *
 * @param id of this start; the same process started again has another
 * @param host where {@code pid} means something: two processes of the same host see each other's
 * @param pid the operating system's number of the process
 * @param started when the process started, as the operating system counts; tells it apart from a
 *     later one that was given the same number
 */
public record WorkerProcess(String id, String host, long pid, String started) {
  private static final int MAX_HOST = 255;

  /** proc(5): the 22nd of all, and the process's name, which may hold spaces, is the second. */
  private static final int STARTED_AFTER_NAME = 19;

  /**
   * @return this process
   */
  public static WorkerProcess current() {
    return of(ProcessHandle.current(), UUID.randomUUID().toString());
  }

  /**
   * @param process of this host
   * @param id of this start of it
   */
  public static WorkerProcess of(ProcessHandle process, String id) {
    return new WorkerProcess(id, thisHost(), process.pid(), started(process));
  }

  /**
   * @param observer a process that looks on
   * @return whether the observer sees this process, and its end, with its own eyes
   */
  public boolean isOnHostOf(WorkerProcess observer) {
    return host.equals(observer.host);
  }

  /**
   * @param observer a process that looks on
   * @return whether this process has certainly ended; false where the observer, on another host,
   *     cannot tell
   */
  public boolean isGone(WorkerProcess observer) {
    return isOnHostOf(observer)
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .map(found -> !started(found).equals(started))
            .orElse(true);
  }

  /**
   * Where the system has it, as ticks since it was booted: what Java makes a time of day of them
   * with is read when a JVM starts, and is another one after the clock was set.
   */
  private static String started(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String afterName = stat.substring(stat.lastIndexOf(')') + 2);
      return afterName.split(" ", -1)[STARTED_AFTER_NAME];
    } catch (IOException | IndexOutOfBoundsException notOnThisSystem) {
      return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
  }

  /** Containers may share a name and a kernel; their process numbers are told apart as well. */
  private static String thisHost() {
    String host =
        String.join(
            " ",
            name(),
            firstLine(Path.of("/proc/sys/kernel/random/boot_id")),
            linkTarget(Path.of("/proc/self/ns/pid")));
    return host.length() <= MAX_HOST ? host : host.substring(host.length() - MAX_HOST);
  }

  private static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException notOnThisSystem) {
      return "-";
    }
  }

  private static String linkTarget(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException notOnThisSystem) {
      return "-";
    }
  }
}
