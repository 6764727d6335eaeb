package io.waggle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Where people log in: who sees, who decides, who operates; everything else is refused. */
class AccessIT {
  private static TestBed bed;
  private static MockMvc console;
  private static WebApplicationContext context;

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(Shop.agents())
                .withProperty("server.address", "0.0.0.0")
                .withProperty("waggle.console.users[0].name", "vera")
                .withProperty("waggle.console.users[0].password", "{noop}vera's password")
                .withProperty("waggle.console.users[0].roles", "viewer")
                .withProperty("waggle.console.users[1].name", "dora")
                .withProperty("waggle.console.users[1].password", "{noop}dora's password")
                .withProperty("waggle.console.users[1].roles", "decider")
                .withProperty("waggle.console.users[1].groups", "planning")
                .withProperty("waggle.console.users[2].name", "otto")
                .withProperty("waggle.console.users[2].password", "{noop}otto's password")
                .withProperty("waggle.console.users[2].roles", "operator")
                .withProperty("waggle.console.users[3].name", "saul")
                .withProperty("waggle.console.users[3].password", "{noop}saul's password")
                .withProperty("waggle.console.users[3].roles", "decider")
                .withProperty("waggle.console.users[3].groups", "sales"));
    bed.play(Shop.screenplay());
    context =
        WebApplicationContextUtils.getRequiredWebApplicationContext(bed.bean(ServletContext.class));
    console = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static MockHttpServletResponse ask(MockHttpServletRequestBuilder request)
      throws Exception {
    return console.perform(request).andReturn().getResponse();
  }

  /** Logs in as a browser does, and asks as that person. */
  private static MockHttpServletResponse as(String name, MockHttpServletRequestBuilder request)
      throws Exception {
    var session =
        console
            .perform(
                post("/console/login")
                    .param("username", name)
                    .param("password", name + "'s password")
                    .with(csrf()))
            .andReturn()
            .getRequest()
            .getSession();
    return ask(request.session((MockHttpSession) Objects.requireNonNull(session)));
  }

  static List<String> pages() {
    return List.of(
        "/console/runs",
        "/console/list",
        "/console/tasks",
        "/console/tasks/list",
        "/console/agents",
        "/console/agents/clerk",
        "/console/memory",
        "/console/memory/clerk",
        "/console/start",
        "/console/live");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldShowNothingToWhomHasNotLoggedIn(String page) throws Exception {
    MockHttpServletResponse answer = ask(get(page).accept("text/html"));

    assertThat(answer.getStatus()).isEqualTo(302);
    assertThat(answer.getRedirectedUrl()).endsWith("/console/login");
  }

  @Test
  void shouldSendPartsThatAreFetchedInTheBackgroundToNoLogin() throws Exception {
    MockHttpServletResponse answer = ask(get("/console/list").header("HX-Request", "true"));

    assertThat(answer.getStatus()).isEqualTo(401);
    assertThat(answer.getHeader("HX-Refresh")).isEqualTo("true");
  }

  @Test
  void shouldShowToAViewerAndOfferNothing() throws Exception {
    MockHttpServletResponse answer = as("vera", get("/console/runs"));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsString()).contains("vera").doesNotContain("Start a run");
    assertThat(answer.getHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    assertThat(answer.getHeader("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void shouldShowWhatAgentsRememberToAViewerAndLetAnOperatorEraseIt() throws Exception {
    Remembered.fact(bed, "ada & <co>", "Likes <script>tea</script>", "tea");
    String page = "/console/memory/clerk?subject=ada%20%26%20%3Cco%3E";

    assertThat(as("vera", get("/console/memory")).getContentAsString())
        .contains("ada &amp; &lt;co&gt;");
    assertThat(as("vera", get(URI.create(page + "&words=TEA"))).getContentAsString())
        .contains("Likes &lt;script&gt;tea", "/console/runs/refund-1\"")
        .doesNotContain("<script>tea", "Erase");
    assertThat(as("otto", get(URI.create(page))).getContentAsString())
        .contains("Erase this memory", "Erase this fact");
    String rum = Remembered.fact(bed, "ada & <co>", "Likes rum", "rum");
    as("otto", Remembered.erasing("ada & <co>").param("fact", rum));
    assertThat(as("otto", get(URI.create(page))).getContentAsString()).doesNotContain("Likes rum");
    MockHttpServletResponse erased = as("otto", Remembered.erasing("ada & <co>"));
    assertThat(erased.getRedirectedUrl()).isEqualTo("/console/memory");
    assertThat(as("otto", get(URI.create(page))).getStatus()).isEqualTo(404);
  }

  @Test
  void shouldRefuseAWrongPassword() throws Exception {
    var answer =
        ask(
            post("/console/login")
                .param("username", "vera")
                .param("password", "otto's password")
                .with(csrf()));

    assertThat(answer.getRedirectedUrl()).isEqualTo("/console/login?failed");
  }

  /** Every address of the console that changes something, whoever has made it. */
  static Stream<String> actions() {
    return context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .entrySet()
        .stream()
        .filter(one -> isConsole(one.getValue()))
        .filter(one -> one.getKey().getMethodsCondition().getMethods().toString().contains("POST"))
        .flatMap(one -> one.getKey().getPatternValues().stream())
        .map(path -> path.replaceAll("\\{task[^}]*}", "4711").replaceAll("\\{[^}]*}", "refund-1"))
        .map(path -> path.replace("**", "p1/s1/t1"));
  }

  private static boolean isConsole(HandlerMethod method) {
    return method.getBeanType().getPackageName().startsWith("io.waggle.console");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldRefuseEveryActionOfAViewer(String action) throws Exception {
    MockHttpServletResponse answer = as("vera", post(action).with(csrf()));

    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getForwardedUrl()).isEqualTo("/console/refused");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldRefuseEveryActionOfTheOtherRole(String action) throws Exception {
    String other = action.startsWith("/console/tasks") ? "otto" : "dora";

    assertThat(as(other, post(action).with(csrf())).getStatus()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldRefuseEveryActionThatWasNotSentFromAPage(String action) throws Exception {
    String may = action.startsWith("/console/tasks") ? "dora" : "otto";

    assertThat(as(may, post(action)).getStatus()).as("without a token").isEqualTo(403);
    assertThat(as(may, post(action).with(csrf().useInvalidToken())).getStatus())
        .as("with a wrong one")
        .isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldRefuseEveryActionOfNobody(String action) throws Exception {
    MockHttpServletResponse answer = ask(post(action).with(csrf()));

    assertThat(answer.getStatus()).isEqualTo(302);
    assertThat(answer.getRedirectedUrl()).endsWith("/console/login");
  }

  @Test
  void shouldKnowOfActionsAtAll() {
    assertThat(actions()).contains("/console/start", "/console/tasks/4711");
  }

  @Test
  void shouldLetOnlyThoseDecideWhomAGateAsks() throws Exception {
    var run = bed.start(Shop.PLANNER, "Plan the week");
    GateTask task =
        await()
            .atMost(TestBed.PATIENCE)
            .until(() -> bed.client().tasks(TaskFilter.ofRun(run.id())), tasks -> tasks.size() == 1)
            .getFirst();
    String page = "/console/tasks/" + task.key();

    MockHttpServletResponse shown = as("saul", get(page));
    assertThat(shown.getContentAsString())
        .contains("You are not among those whom this question asks", "Count the jars")
        .doesNotContain("Your decision");
    MockHttpServletResponse refused =
        as(
            "saul",
            post(page)
                .param("action", "approve")
                .param("digest", task.question().digest())
                .with(csrf()));
    assertThat(refused.getStatus()).isEqualTo(403);
    assertThat(refused.getContentAsString())
        .contains("saul is not among those whom this question asks (group planning)");
    assertThat(bed.client().task(task.key())).isNotNull();

    MockHttpServletResponse taken =
        as(
            "dora",
            post(page)
                .param("action", "approve")
                .param("digest", task.question().digest())
                .with(csrf()));
    assertThat(taken.getRedirectedUrl()).isEqualTo("/console/tasks");
    run.awaitEnd();
    assertThat(bed.client().status(run.id()).decisions())
        .singleElement()
        .satisfies(decision -> assertThat(decision.by()).isEqualTo("dora"));
  }

  @Test
  void shouldReadRolesAndGroupsFromTheTokenOfAProvider() throws Exception {
    var nobody = ask(get("/console/runs").with(oidcLogin().authorities(List.of())));
    UserDetails other = User.withUsername("x").password("x").roles("USER").build();

    assertThat(nobody.getStatus()).isEqualTo(403);
    assertThat(ask(get("/console/runs").with(user(other))).getStatus())
        .as("a user of the application")
        .isEqualTo(403);
  }

  @Test
  void shouldLeaveOtherPathsAsTheyAre() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var health =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + ConsoleAddress.port(bed) + "/actuator/agents"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.headers().map()).doesNotContainKey("Content-Security-Policy");
    }
  }
}
