package io.waggle.mcp.server;

import io.camunda.client.CamundaClient;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.app.WaggleAutoConfiguration;
import io.waggle.check.NearMiss;
import io.waggle.client.AgentClient;
import io.waggle.mcp.McpAutoConfiguration;
import io.waggle.mcp.McpJson;
import io.waggle.mcp.McpProperties;
import io.waggle.mcp.OfferedAgents;
import io.waggle.tool.DefinitionException;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Offers the agents of a worker that has a servlet web server to MCP clients. */
@AutoConfiguration(
    after = {WaggleAutoConfiguration.class, McpAutoConfiguration.class},
    afterName = "io.waggle.console.ConsoleAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(HttpServletStreamableServerTransportProvider.class)
@ConditionalOnBooleanProperty(name = "camunda.client.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "waggle.mcp.server.enabled")
public class McpServerAutoConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A session that nobody has used for so long is over; runs are not. */
  private static final Duration SWEEP = Duration.ofMinutes(10);

  private static final int MOST_REQUEST_BYTES = 4 * 1024 * 1024;

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  AgentClient waggleMcpClient(CamundaClient camunda) {
    return AgentClient.connect(camunda, PATIENCE);
  }

  @Bean
  HttpServletStreamableServerTransportProvider waggleMcpTransport(McpProperties properties) {
    return HttpServletStreamableServerTransportProvider.builder()
        .jsonMapper(McpJson.mapper())
        .mcpEndpoint(properties.server().path())
        .maxRequestSize(MOST_REQUEST_BYTES)
        .sessionSweepInterval(SWEEP)
        .contextExtractor(
            request ->
                McpTransportContext.create(
                    Map.of(AccessFilter.PERSON, request.getAttribute(AccessFilter.PERSON))))
        .build();
  }

  @Bean(destroyMethod = "") // see StreamsEnd
  McpSyncServer waggleMcpServer(
      HttpServletStreamableServerTransportProvider transport,
      McpProperties properties,
      Agents agents,
      AgentClient client,
      Waits waits) {
    OfferedAgents settings = properties.server();
    return McpServer.sync(transport)
        .serverInfo("waggle", "0.1.0")
        .instructions(
            "Each run_… tool starts a durable run of an agent. It goes on without you: give it a name, and get its result with wait_for_run, also after you were away.")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .jsonMapper(McpJson.mapper())
        .jsonSchemaValidator(McpJson.validator())
        .requestTimeout(settings.patience())
        .tools(new AgentTools(client, settings, offered(settings, agents), waits).all())
        .build();
  }

  @Bean
  StreamsEnd waggleMcpStreamsEnd(
      McpSyncServer server, Waits waits, FilterRegistrationBean<OpenAnswers> answers) {
    return new StreamsEnd(server, waits, answers.getFilter());
  }

  @Bean
  Waits waggleMcpWaits() {
    return new Waits();
  }

  private static List<Agent> offered(OfferedAgents settings, Agents agents) {
    List<String> known = agents.all().stream().map(Agent::name).toList();
    for (String name : settings.agents()) {
      if (!known.contains(name)) {
        throw new DefinitionException(
            "waggle.mcp.server.agents names '%s', an agent that this worker does not hold%s; it holds %s."
                .formatted(name, NearMiss.hint(name, known), String.join(", ", known)));
      }
    }
    return agents.all().stream()
        .filter(agent -> settings.agents().isEmpty() || settings.agents().contains(agent.name()))
        .toList();
  }

  @Bean
  ServletRegistrationBean<HttpServletStreamableServerTransportProvider> waggleMcpServlet(
      HttpServletStreamableServerTransportProvider transport, McpProperties properties) {
    var servlet = new ServletRegistrationBean<>(transport, properties.server().path());
    servlet.setAsyncSupported(true);
    return servlet;
  }

  @Bean
  FilterRegistrationBean<OpenAnswers> waggleMcpOpenAnswers(McpProperties properties) {
    return filter(new OpenAnswers(), properties);
  }

  @Bean
  FilterRegistrationBean<AccessFilter> waggleMcpAccess(
      McpProperties properties, ServerProperties server) {
    var filter = filter(AccessFilter.of(properties.server(), server.getAddress()), properties);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  private static <T extends Filter> FilterRegistrationBean<T> filter(
      T filter, McpProperties properties) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(properties.server().path());
    registration.setAsyncSupported(true);
    return registration;
  }
}
