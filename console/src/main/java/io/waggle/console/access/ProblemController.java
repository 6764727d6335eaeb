package io.waggle.console.access;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says in words what {@link ProblemPages} has noted. */
@Controller
class ProblemController {
  /** Where it forwards to; asked for by itself, it says that there is no such page. */
  static final String PAGE = "/console/problem";

  /** Request attribute with the status. */
  static final String STATUS = "io.waggle.console.status";

  private static final int NOT_FOUND = 404;

  @RequestMapping(PAGE)
  String problem(HttpServletRequest request, Model model) {
    int status = request.getAttribute(STATUS) instanceof Integer known ? known : NOT_FOUND;
    Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    model.addAttribute("title", title(status));
    model.addAttribute("words", words(status, asked == null ? PAGE : String.valueOf(asked)));
    return "waggle-console/problem";
  }

  private static String title(int status) {
    return switch (status) {
      case NOT_FOUND -> "No such page";
      case 405 -> "No form of this page";
      default -> status < 500 ? "This cannot be read" : "This page failed";
    };
  }

  private static String words(int status, String path) {
    return switch (status) {
      case NOT_FOUND ->
          "The console has no page %s. Look whether the address is complete, or find the run in the list."
              .formatted(path);
      case 405 ->
          "Nothing can be sent to %s in this way. Nothing was done. Open the page anew and use its buttons."
              .formatted(path);
      default ->
          status < 500
              ? "The address or the form of %s has a value that is not as it should be (status %d). Nothing was done. Open the page anew from the list of runs."
                  .formatted(path, status)
              : "The page %s could not be made. Runs are not touched by it, and nothing is lost. Load it again; if it fails again, the log of this worker says why, at this moment: report that."
                  .formatted(path);
    };
  }
}
