package io.waggle.console;

import io.waggle.testing.TestBed;
import org.springframework.core.env.Environment;

/** Where a test bed's console is. */
final class ConsoleAddress {
  private ConsoleAddress() {}

  static int port(TestBed bed) {
    return Integer.parseInt(
        String.valueOf(bed.bean(Environment.class).getProperty("local.server.port")));
  }

  static String of(TestBed bed) {
    return "http://127.0.0.1:" + port(bed) + "/console";
  }
}
