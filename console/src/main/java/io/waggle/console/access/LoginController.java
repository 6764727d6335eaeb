package io.waggle.console.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages that people see who have not come in, or may not do what they tried. */
@Controller
class LoginController {
  /** Where {@link ConsoleSecurity} forwards to; asked for by itself, it says nothing else. */
  static final String REFUSED = "/console/refused";

  /** Request attribute with the reason. */
  static final String WHY = "io.waggle.console.refused";

  private final Login login;

  LoginController(Login login) {
    this.login = login;
  }

  /** A provider to log in by, as the page shows it. */
  record Provider(String name, String path) {}

  @GetMapping("/console/login")
  String login(
      @RequestParam(required = false) @Nullable String failed,
      @RequestParam(required = false) @Nullable String left,
      Model model) {
    model.addAttribute("passwords", !login.users().isEmpty());
    model.addAttribute(
        "providers",
        login.providers().stream()
            .map(
                one ->
                    new Provider(
                        one.getClientName(),
                        ConsoleRedirects.THERE + "/" + one.getRegistrationId()))
            .toList());
    model.addAttribute("failed", failed != null);
    model.addAttribute("left", left != null);
    return "waggle-console/login";
  }

  @RequestMapping(REFUSED)
  String refused(HttpServletRequest request, @Nullable Person person, Model model) {
    Object why = request.getAttribute(WHY);
    model.addAttribute(
        "title", why instanceof CsrfException ? "Not sent from this page" : "Not for you");
    model.addAttribute("words", why instanceof CsrfException ? STALE : words(person, request));
    return "waggle-console/problem";
  }

  private static final String STALE =
      "The form was open for too long, or it came from another site. Nothing was done. Go back, reload the page and send it again.";

  private static String words(@Nullable Person person, HttpServletRequest request) {
    String name = person == null ? "You" : person.name();
    if (person == null || person.roles().isEmpty()) {
      return name
          + " may not use the console: that takes the role viewer, decider or operator. Ask whoever runs this worker.";
    }
    Object asked = request.getAttribute("jakarta.servlet.forward.request_uri");
    boolean question = String.valueOf(asked).contains("/console/tasks");
    return question
        ? name + " may look, but not decide: that takes the role decider. Nothing was done."
        : name
            + " may look, but not start, steer or end runs: that takes the role operator. Nothing was done.";
  }
}
