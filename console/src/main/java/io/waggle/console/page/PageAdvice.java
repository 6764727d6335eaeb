package io.waggle.console.page;

import io.waggle.client.AgentClientException;
import io.waggle.console.access.Person;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  ModelAndView engine(AgentClientException problem, @Nullable Person person) {
    HttpStatus status =
        switch (problem.reason()) {
          case NO_SUCH_RUN, NO_SUCH_TASK -> HttpStatus.NOT_FOUND;
          default -> HttpStatus.BAD_GATEWAY;
        };
    return page(status, "The engine says no", problem.getMessage(), person);
  }

  @ExceptionHandler
  ModelAndView wrong(IllegalArgumentException problem, @Nullable Person person) {
    return page(HttpStatus.BAD_REQUEST, "This cannot be done", problem.getMessage(), person);
  }

  @ExceptionHandler
  ModelAndView broken(RuntimeException problem, @Nullable Person person) throws Exception {
    if (problem instanceof org.springframework.web.ErrorResponse
        || problem instanceof org.springframework.security.access.AccessDeniedException) {
      throw problem; // Spring answers these itself
    }
    LOG.error("A page of the console failed.", problem);
    return page(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "This page failed",
        "The worker's log says why, at this moment: "
            + problem.getClass().getSimpleName()
            + ". Runs are not touched by it.",
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
