package io.waggle.console.access;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filters in front of the console. What a request needs is said here once, by its method and
 * path, so that no page can forget it: reading needs any role, what is done to questions the role
 * of those who decide, and everything else that changes something that of those who operate.
 */
final class ConsoleSecurity {
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  private static final String LOGIN = "/console/login";
  private static final String START = "/console/runs";

  /** Before anybody has logged in, for reading. */
  private static final String[] OPEN = {LOGIN, LOGIN + "/**", "/console/assets/**"};

  private final Login login;
  private final People people;

  ConsoleSecurity(Login login, People people) {
    this.login = login;
    this.people = people;
  }

  /**
   * @param local whose every request is, where nobody logs in
   */
  SecurityFilterChain build(HttpSecurity http, Person local) throws Exception {
    http.securityMatcher(withDefaults().matcher("/console/**"));
    rules(http);
    http.headers(
        headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)));
    http.exceptionHandling(handling -> handling.accessDeniedHandler(refusedPage()));
    http.addFilterAfter(new ProblemPages(), AuthorizationFilter.class);
    if (login.needed()) {
      withLogin(http);
    } else {
      http.addFilterBefore(new Loopback(), DisableEncodeUrlFilter.class);
      http.securityContext(context -> context.securityContextRepository(new LocalContext(local)));
      http.requestCache(cache -> cache.disable());
      http.logout(logout -> logout.disable());
    }
    return http.build();
  }

  private static void rules(HttpSecurity http) throws Exception {
    String[] any = Stream.of(Role.values()).map(Role::authority).toArray(String[]::new);
    http.authorizeHttpRequests(
        requests ->
            requests
                .dispatcherTypeMatchers(
                    DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(paths(HttpMethod.GET, OPEN))
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/console/**")
                .hasAnyAuthority(any)
                .requestMatchers(HttpMethod.HEAD, "/console/**")
                .hasAnyAuthority(any)
                .requestMatchers(HttpMethod.POST, "/console/tasks/**")
                .hasAuthority(Role.DECIDER.authority())
                .requestMatchers(HttpMethod.POST, "/console/**")
                .hasAuthority(Role.OPERATOR.authority())
                .anyRequest()
                .denyAll());
  }

  private static RequestMatcher[] paths(HttpMethod method, String... patterns) {
    return Stream.of(patterns)
        .map(pattern -> withDefaults().matcher(method, pattern))
        .toArray(RequestMatcher[]::new);
  }

  /** The same address, another page: it says in words why not. */
  private static AccessDeniedHandler refusedPage() {
    return (request, response, why) -> {
      if (!response.isCommitted()) {
        request.setAttribute(LoginController.WHY, why);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        request.getRequestDispatcher(LoginController.REFUSED).forward(request, response);
      }
    };
  }

  private void withLogin(HttpSecurity http) throws Exception {
    entry(http);
    http.logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl(LOGIN + "?left"));
    // The application's own users are nobody here.
    http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
    if (!login.users().isEmpty()) {
      http.authenticationProvider(passwords());
      http.formLogin(
          form -> form.loginPage(LOGIN).defaultSuccessUrl(START).failureUrl(LOGIN + "?failed"));
    }
    if (!login.providers().isEmpty()) {
      http.oauth2Login(
          oidc ->
              oidc.loginPage(LOGIN)
                  .defaultSuccessUrl(START)
                  .failureUrl(LOGIN + "?failed")
                  .authorizationEndpoint(
                      at ->
                          at.authorizationRequestResolver(new ConsoleRedirects(login.providers())))
                  .redirectionEndpoint(at -> at.baseUri(ConsoleRedirects.BACK + "*"))
                  .userInfoEndpoint(at -> at.oidcUserService(oidcUsers())));
    }
  }

  /** What htmx or a stream asks for in the background is nothing to come back to. */
  private static void entry(HttpSecurity http) throws Exception {
    RequestMatcher background =
        request ->
            request.getHeader("HX-Request") != null
                || String.valueOf(request.getHeader("Accept")).contains("text/event-stream");
    var cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(
        new AndRequestMatcher(
            withDefaults().matcher(HttpMethod.GET, "/console/**"),
            new NegatedRequestMatcher(background)));
    http.requestCache(requests -> requests.requestCache(cache));
    http.exceptionHandling(
        handling ->
            handling
                .defaultAuthenticationEntryPointFor(
                    (request, response, why) -> {
                      response.setHeader("HX-Refresh", "true");
                      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                    },
                    background)
                .defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint(LOGIN), request -> true));
  }

  private DaoAuthenticationProvider passwords() {
    Map<String, ConsoleProperties.User> byName =
        login.users().stream()
            .collect(Collectors.toMap(user -> String.valueOf(user.name()), Function.identity()));
    UserDetailsService users =
        name -> {
          ConsoleProperties.User user = byName.get(name);
          if (user == null) {
            throw new UsernameNotFoundException(name);
          }
          return ConsoleUser.of(user);
        };
    var passwords = new DaoAuthenticationProvider(users);
    passwords.setPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
    return passwords;
  }

  private OAuth2UserService<OidcUserRequest, OidcUser> oidcUsers() {
    var read = new OidcUserService();
    return request -> {
      OidcUser user = read.loadUser(request);
      return new DefaultOidcUser(
          people.withRoles(user.getClaims(), user.getAuthorities()),
          user.getIdToken(),
          user.getUserInfo());
    };
  }
}
