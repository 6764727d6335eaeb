package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.history.RunExport;
import io.waggle.history.RunHistory;
import io.waggle.invocation.Secrets;
import io.waggle.journal.Families;
import io.waggle.journal.JournalConfiguration;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemoryTables;
import io.waggle.journal.MemoryTables.NewFact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryTables.Writer;
import io.waggle.journal.RunImport;
import io.waggle.journal.RunRecords;
import io.waggle.journal.RunRegistry;
import io.waggle.memory.Memories;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages over HTTP, as Spring Boot's Actuator serves them; no engine is asked. */
class RunsEndpointTest {
  private static ConfigurableApplicationContext application;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "io.waggle.app.WaggleAutoConfiguration",
        "io.camunda.client.spring.configuration.CamundaAutoConfiguration"
      })
  @Import({JournalConfiguration.class, MemoryPages.class})
  static class Pages {
    @Bean
    RunsEndpoint runs(RunRecords records, Families families) {
      return new RunsEndpoint(new RunHistory(records, families, Secrets.NONE), null, null, null);
    }

    @Bean
    ExportEndpoint export(RunRecords records) {
      return new ExportEndpoint(new RunExport(records, Secrets.NONE));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class MemoryPages {
    @Bean
    MemoryEndpoint memory(MemorySearch search, MemoryErasure erasure, RunRegistry runs) {
      return new MemoryEndpoint(new Memories(search, erasure, runs, null, null));
    }
  }

  @BeforeAll
  static void serve() {
    application =
        new SpringApplicationBuilder(Pages.class)
            .run(
                "--server.port=0",
                "--camunda.client.enabled=false",
                "--management.endpoints.web.exposure.include=runs,export,memory",
                "--management.endpoint.memory.access=unrestricted",
                "--waggle.journal.url=jdbc:h2:mem:" + UUID.randomUUID());
    application.getBean(RunImport.class).file("refund-4711", "clerk", "asked", List.of());
  }

  @AfterAll
  static void close() {
    application.close();
  }

  private static HttpResponse<String> get(String page) throws Exception {
    return send("GET", page);
  }

  private static HttpResponse<String> send(String method, String page) throws Exception {
    String port = application.getEnvironment().getProperty("local.server.port");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%s/actuator/%s".formatted(port, page)))
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void shouldListRunsAndShowOne() throws Exception {
    assertThat(get("runs?limit=7").body()).contains("{\"runs\":[{\"id\":\"refund-4711\"");
    assertThat(get("runs/refund-4711?after=3").body())
        .startsWith("{\"id\":\"refund-4711\",\"agent\":\"clerk\",\"state\":\"live\"");
  }

  @Test
  void shouldWriteARunAsLines() throws Exception {
    assertThat(get("export/refund-4711").body()).startsWith("{\"waggle-run\":1").endsWith("}\n");
  }

  @Test
  void shouldSaySoWhereThereIsNoSuchRunOrJob() throws Exception {
    assertThat(get("runs/nothing").statusCode()).isEqualTo(404);
    assertThat(get("runs/nothing").body()).contains("\"problem\":", "no run 'nothing'");
    assertThat(get("runs/refund-4711/p1/s1/t9").statusCode()).isEqualTo(404);
    assertThat(get("runs/refund-4711/p1/s1/t9").body()).contains("no job 'p1/s1/t9'");
    assertThat(get("export/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowAndEraseMemories() throws Exception {
    application
        .getBean(MemoryTables.class)
        .remember(
            new Owner("clerk", "ada & co"),
            new Writer("refund-9", "key"),
            new NewFact("Likes tea.", "digest", Set.of("likes", "tea")),
            10);
    String page = "memory/clerk?subject=ada%20%26%20co";

    assertThat(get("memory").body())
        .contains("\"agent\":\"clerk\"", "\"subject\":\"ada & co\"", "\"facts\":1");
    assertThat(get(page + "&words=TEA").body()).contains("Likes tea.", "\"run\":\"refund-9\"");
    assertThat(get(page + "&words=rum").body()).isEqualTo("{\"facts\":[]}");
    assertThat(get("memory/clerk").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "memory/clerk").body()).contains("no memory of the agent 'clerk'.");
    assertThat(send("DELETE", page + "&fact=0").body()).contains("it has no fact 0.");
    assertThat(send("DELETE", page).body()).isEqualTo("{\"facts\":1,\"runs\":0}");
    assertThat(get(page).body()).contains("no memory of the agent 'clerk' about 'ada & co'.");
  }
}
