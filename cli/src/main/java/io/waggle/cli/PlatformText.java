package io.waggle.cli;

import io.waggle.platform.Addresses;
import java.util.List;

/** Where to click. */
final class PlatformText {
  private PlatformText() {}

  static List<String> addresses(Addresses addresses) {
    return List.of(
        "Operate   %s/operate   (%s / %s)"
            .formatted(addresses.webAddress(), Addresses.USER, Addresses.PASSWORD),
        "Tasklist  %s/tasklist".formatted(addresses.webAddress()),
        "Zeebe     %s   (gRPC)".formatted(addresses.grpcAddress()));
  }
}
