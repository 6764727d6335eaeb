package io.waggle.console.page;

import io.waggle.client.AgentClientException;
import io.waggle.console.access.Person;
import io.waggle.journal.JournalAwayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page of the console knows, and what it shows where it cannot be made. */
@ControllerAdvice("io.waggle.console")
final class PageAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

  private final Assets assets;
  private final ShownText show;

  PageAdvice(Assets assets, ShownText show) {
    this.assets = assets;
    this.show = show;
  }

  @ModelAttribute
  void shared(@Nullable Person person, @Nullable CsrfToken token, Model model) {
    if (token != null && person != null) {
      // its session cannot be made any more once a long page is on its way
      String unused = token.getToken();
    }
    model.addAttribute("person", person);
    model.addAttribute("assets", assets.version());
    model.addAttribute("show", show);
  }

  @ExceptionHandler
  ModelAndView notThere(NotThereException problem, @Nullable Person person) {
    return page(HttpStatus.NOT_FOUND, "Not there", problem.getMessage(), person);
  }

  @ExceptionHandler
  ModelAndView notAllowed(NotAllowedException problem, @Nullable Person person) {
    return page(HttpStatus.FORBIDDEN, "Not for you", problem.getMessage(), person);
  }

  @ExceptionHandler
  ModelAndView engine(AgentClientException problem, @Nullable Person person, HttpMethod method) {
    return switch (problem.reason()) {
      case NO_SUCH_RUN, NO_SUCH_TASK ->
          page(HttpStatus.NOT_FOUND, "Not there", problem.getMessage(), person);
      case UNREACHABLE ->
          away(
              "The engine cannot be reached",
              "This page needs the engine (Camunda). %s Nothing is lost: runs go on by themselves when it is back."
                  .formatted(problem.getMessage()),
              person,
              method);
      case NOT_OPEN -> page(HttpStatus.CONFLICT, "Answered already", problem.getMessage(), person);
      default -> page(HttpStatus.BAD_GATEWAY, "The engine says no", problem.getMessage(), person);
    };
  }

  @ExceptionHandler
  ModelAndView journal(JournalAwayException problem, @Nullable Person person, HttpMethod method) {
    return away(
        "The journal cannot be reached",
        "This page shows what is in the journal, and its database (waggle.journal.url) does not answer. Nothing is lost: runs wait where they are, and go on by themselves when it is back. The log of this worker says what is wrong with it.",
        person,
        method);
  }

  /** It is loaded again by itself, unless that would do again what a person did. */
  private ModelAndView away(
      String title, String words, @Nullable Person person, HttpMethod method) {
    ModelAndView page = page(HttpStatus.SERVICE_UNAVAILABLE, title, words, person);
    page.addObject("away", method.equals(HttpMethod.GET));
    return page;
  }

  @ExceptionHandler
  ModelAndView wrong(IllegalArgumentException problem, @Nullable Person person) {
    return page(HttpStatus.BAD_REQUEST, "This cannot be done", problem.getMessage(), person);
  }

  @ExceptionHandler
  ModelAndView broken(RuntimeException problem, @Nullable Person person, HttpMethod method)
      throws Exception {
    if (problem instanceof org.springframework.web.ErrorResponse
        || problem instanceof org.springframework.beans.TypeMismatchException
        || problem instanceof org.springframework.security.access.AccessDeniedException) {
      throw problem; // Spring answers these itself
    }
    if (problem.getCause() instanceof JournalAwayException away) {
      return journal(away, person, method);
    }
    LOG.error("A page of the console failed.", problem);
    return page(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "This page failed",
        "It could not be made: %s. Runs are not touched by it, and nothing is lost. Load it again; if it fails again, the log of this worker says why, at this moment: report that."
            .formatted(problem.getClass().getSimpleName()),
        person);
  }

  private ModelAndView page(
      HttpStatus status, String title, @Nullable String words, @Nullable Person person) {
    ModelAndView page = new ModelAndView("waggle-console/problem", status);
    page.addObject("title", title);
    page.addObject("words", words);
    page.addObject("person", person);
    page.addObject("assets", assets.version());
    page.addObject("show", show);
    return page;
  }
}
