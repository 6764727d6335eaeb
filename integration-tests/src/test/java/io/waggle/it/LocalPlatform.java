package io.waggle.it;

import io.camunda.client.CamundaClient;
import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.platform.Addresses;
import io.waggle.platform.Platform;
import io.waggle.platform.PlatformSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One platform for all tests of a run, on free ports; hands out a {@link Platform}. */
public final class LocalPlatform implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalPlatform.class);

  private record Running(Platform platform) implements CloseableResource {
    static Running start() {
      Platform platform = Platform.of(PlatformSettings.ephemeral(freshHome()));
      platform.up(System.out::println);
      return new Running(platform);
    }

    /** Data of an earlier run would be taken up again. */
    private static Path freshHome() {
      return Path.of("target", "platform with space", Long.toString(System.currentTimeMillis()))
          .toAbsolutePath();
    }

    @Override
    public void close() {
      platform.down(System.out::println);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    platform(context);
  }

  private static Platform platform(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .platform();
  }

  static AgentClient client(Platform platform) {
    Addresses addresses = platform.addresses();
    return AgentClient.connect(
        Connection.LOCAL
            .withGrpcAddress(addresses.grpcAddress())
            .withWebAddress(addresses.webAddress()));
  }

  /** The engine itself, for what the thin client does not let anybody do. */
  static CamundaClient engine(Platform platform) {
    return CamundaClient.newClientBuilder()
        .grpcAddress(platform.addresses().grpcAddress())
        .restAddress(platform.addresses().restAddress())
        .preferRestOverGrpc(false)
        .build();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Platform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return platform(context);
  }
}
