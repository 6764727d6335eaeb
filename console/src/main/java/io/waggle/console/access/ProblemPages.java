package io.waggle.console.access;

import io.waggle.journal.ReaderPatience;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers what no page answers, or what fails while a page is written, by a page of the console:
 * the container's own one, or the application's, says nothing to people, or shows a stack trace.
 */
final class ProblemPages extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

  /** How long a page waits for the journal, in all that it reads there. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Noted noted = new Noted(response);
    try {
      ReaderPatience.within(
          PATIENCE,
          () -> {
            chain.doFilter(request, noted);
            return noted;
          });
    } catch (IOException | Error gone) {
      throw gone;
    } catch (Exception failed) {
      if (response.isCommitted()) {
        throw new ServletException(failed);
      }
      LOG.error("A page of the console failed: {}", request.getRequestURI(), failed);
      noted.status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
    if (noted.status != 0 && !response.isCommitted()) {
      show(request, response, noted.status);
    }
  }

  private static void show(HttpServletRequest request, HttpServletResponse response, int status)
      throws ServletException, IOException {
    response.resetBuffer();
    response.setStatus(status);
    request.setAttribute(ProblemController.STATUS, status);
    request
        .getRequestDispatcher(ProblemController.PAGE)
        .forward(
            new HttpServletRequestWrapper(request) {
              @Override
              public String getMethod() {
                return "GET";
              }
            },
            response);
  }

  /** Notes an error instead of having the container answer it. */
  private static final class Noted extends HttpServletResponseWrapper {
    private int status;

    Noted(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendError(int code) {
      status = code;
    }

    @Override
    public void sendError(int code, @Nullable String message) {
      status = code;
    }
  }
}
