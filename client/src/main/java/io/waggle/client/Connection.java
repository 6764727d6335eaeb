package io.waggle.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.command.CommandWithTenantStep;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is and how patient to be with it.
 *
 * @param grpcAddress of the Zeebe gateway; runs are started, steered and ended here
 * @param restAddress of the Orchestration Cluster REST API, without {@code /v2}; runs are followed
 *     and gates decided here
 * @param operateAddress of Operate, for links to runs; null: there is none, or it is not known
 * @param login null: none is sent
 * @param credentials of a program, where the cluster wants OAuth; null: none are sent. Excludes
 *     {@code login}
 * @param tenant in which runs are started, messages published, and runs, questions and incidents
 *     looked for; {@link #DEFAULT_TENANT} where the cluster has no tenants. What is asked for by
 *     its key is found in whatever tenant it is
 * @param requestTimeout of one call to the cluster
 * @param patience how long a cluster that is busy or away is tried again when a run is started,
 *     cancelled or looked at, and, up to 3 s of it, how long what is asked for may be missing from
 *     the cluster's lists, which are behind the engine; waiting for the end of a run has a timeout
 *     of its own
 */
public record Connection(
    URI grpcAddress,
    URI restAddress,
    @Nullable URI operateAddress,
    @Nullable Login login,
    @Nullable ClientCredentials credentials,
    String tenant,
    Duration requestTimeout,
    Duration patience) {
  /** Environment variable for {@code grpcAddress}. */
  public static final String GRPC_ADDRESS = "WAGGLE_GRPC_ADDRESS";

  /** Environment variable for {@code restAddress}. */
  public static final String REST_ADDRESS = "WAGGLE_REST_ADDRESS";

  /** Environment variable for {@code operateAddress}. */
  public static final String OPERATE_ADDRESS = "WAGGLE_OPERATE_ADDRESS";

  /** Environment variable for the user; needs {@link #PASSWORD}. */
  public static final String USER = "WAGGLE_USER";

  /** Environment variable for the password. */
  public static final String PASSWORD = "WAGGLE_PASSWORD";

  /** Environment variable for {@code tenant}. */
  public static final String TENANT = "WAGGLE_TENANT";

  /** The one that Camunda has where nobody has made others. */
  public static final String DEFAULT_TENANT = CommandWithTenantStep.DEFAULT_TENANT_IDENTIFIER;

  /**
   * Camunda's own ports on this machine, where the embedded engine listens too: gRPC on 26500, REST
   * on 8080; no Operate, no login, the default tenant, 10 s a call, 30 s of patience.
   */
  public static final Connection LOCAL =
      new Connection(
          URI.create("http://127.0.0.1:26500"),
          URI.create("http://127.0.0.1:8080"),
          null,
          null,
          null,
          DEFAULT_TENANT,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  public Connection {
    checkAddress("gRPC address", grpcAddress);
    checkAddress("REST address", restAddress);
    if (operateAddress != null) {
      checkAddress("address of Operate", operateAddress);
    }
    if (login != null && credentials != null) {
      throw new IllegalArgumentException(
          "Both a login and OAuth's credentials are set (%s, %s); set one of them."
              .formatted(USER, ClientCredentials.CLIENT_ID));
    }
    if (tenant.isBlank()) {
      throw new IllegalArgumentException(
          "The tenant is blank; it must be the id of one, such as '%s'.".formatted(DEFAULT_TENANT));
    }
    checkPositive("requestTimeout", requestTimeout);
    checkPositive("patience", patience);
  }

  /**
   * @return {@link #LOCAL}, changed by the {@code WAGGLE_…} environment variables
   * @throws IllegalArgumentException if one of them cannot be used; the message says which
   */
  public static Connection fromEnvironment() {
    return from(System.getenv());
  }

  /**
   * @param environment as {@link System#getenv()} gives it
   * @return {@link #LOCAL}, changed by the {@code WAGGLE_…} variables
   * @throws IllegalArgumentException if one of them cannot be used; the message says which
   */
  public static Connection from(Map<String, String> environment) {
    String user = environment.get(USER);
    String password = environment.get(PASSWORD);
    String tenant = environment.getOrDefault(TENANT, "").strip();
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException(
          "Only one of %s and %s is set; set both or none.".formatted(USER, PASSWORD));
    }
    return new Connection(
        address(environment, GRPC_ADDRESS, LOCAL.grpcAddress),
        address(environment, REST_ADDRESS, LOCAL.restAddress),
        environment.getOrDefault(OPERATE_ADDRESS, "").isBlank()
            ? null
            : address(environment, OPERATE_ADDRESS, URI.create(LOCAL.restAddress + "/operate")),
        user == null || password == null ? null : new Login(user, password),
        ClientCredentials.from(environment),
        tenant.isEmpty() ? LOCAL.tenant : tenant,
        LOCAL.requestTimeout,
        LOCAL.patience);
  }

  /**
   * @param address for example {@code http://127.0.0.1:26500}
   * @return a copy with that gateway
   */
  public Connection withGrpcAddress(URI address) {
    return new Connection(
        address, restAddress, operateAddress, login, credentials, tenant, requestTimeout, patience);
  }

  /**
   * @param address for example {@code http://127.0.0.1:8080}
   * @return a copy with that REST address
   */
  public Connection withRestAddress(URI address) {
    return new Connection(
        grpcAddress, address, operateAddress, login, credentials, tenant, requestTimeout, patience);
  }

  /**
   * @param address for example {@code http://127.0.0.1:8080/operate}
   * @return a copy whose runs have links to that Operate
   */
  public Connection withOperateAddress(URI address) {
    return new Connection(
        grpcAddress, restAddress, address, login, credentials, tenant, requestTimeout, patience);
  }

  /**
   * @param user who is allowed to start and to see runs
   * @return a copy with that login
   */
  public Connection withLogin(Login user) {
    return new Connection(
        grpcAddress, restAddress, operateAddress, user, null, tenant, requestTimeout, patience);
  }

  /**
   * @param program that is allowed to start and to see runs, where the cluster wants OAuth
   * @return a copy with those credentials in place of a login
   */
  public Connection withCredentials(ClientCredentials program) {
    return new Connection(
        grpcAddress, restAddress, operateAddress, null, program, tenant, requestTimeout, patience);
  }

  /**
   * @param id of a tenant that the user may use
   * @return a copy for that tenant
   */
  public Connection withTenant(String id) {
    return new Connection(
        grpcAddress, restAddress, operateAddress, login, credentials, id, requestTimeout, patience);
  }

  /**
   * @param duration more than zero
   * @return a copy with that patience
   */
  public Connection withPatience(Duration duration) {
    return new Connection(
        grpcAddress,
        restAddress,
        operateAddress,
        login,
        credentials,
        tenant,
        requestTimeout,
        duration);
  }

  /** A client of the engine; nothing is sent yet. */
  CamundaClient open() {
    CamundaClientBuilder builder =
        CamundaClient.newClientBuilder()
            // One set of variables configures this client, not two.
            .applyEnvironmentVariableOverrides(false)
            .preferRestOverGrpc(false)
            .grpcAddress(grpcAddress())
            .restAddress(restAddress())
            .defaultTenantId(tenant())
            .defaultRequestTimeout(requestTimeout());
    Login user = login;
    if (user != null) {
      builder.credentialsProvider(
          CredentialsProvider.newBasicAuthCredentialsProviderBuilder()
              .applyEnvironmentOverrides(false)
              .username(user.user())
              .password(user.password())
              .build());
    }
    ClientCredentials program = credentials;
    if (program != null) {
      builder.credentialsProvider(program.provider());
    }
    return builder.build();
  }

  /**
   * @return name of the user who is logged in; empty where nobody is
   */
  public Optional<String> user() {
    return Optional.ofNullable(login).map(Login::user);
  }

  /** For sentences about what the tenant has not; empty where it is the default one. */
  String inTenant() {
    return tenant.equals(DEFAULT_TENANT) ? "" : " for the tenant '%s'".formatted(tenant);
  }

  /** The page of a process instance in Operate; null where there is no Operate. */
  @Nullable URI operateLink(long processInstance) {
    return operateAddress == null
        ? null
        : URI.create(
            operateAddress.toString().replaceFirst("/$", "") + "/processes/" + processInstance);
  }

  private static URI address(Map<String, String> environment, String name, URI otherwise) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      URI address = URI.create(value.strip());
      checkAddress(name, address);
      return address;
    } catch (IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be an address such as '%s'.".formatted(name, value, otherwise),
          unusable);
    }
  }

  private static void checkAddress(String name, URI address) {
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null) {
      throw new IllegalArgumentException(
          "The %s is '%s'; it must start with http:// or https:// and name a host."
              .formatted(name, address));
    }
  }

  private static void checkPositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "%s is %s; it must be more than zero.".formatted(name, duration));
    }
  }
}
