package io.waggle.mcp.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows the requests whose answers are not sent yet. The streams on which clients listen are none
 * of them: those have no end of their own.
 */
final class OpenAnswers extends OncePerRequestFilter {
  private final Phaser open = new Phaser(1);

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    open.register();
    try {
      chain.doFilter(request, response);
    } finally {
      open.arriveAndDeregister();
    }
  }

  /**
   * Waits until those that are open now are sent.
   *
   * @param time at most
   */
  void awaitSent(Duration time) throws InterruptedException {
    try {
      open.awaitAdvanceInterruptibly(open.arrive(), time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException notSent) {
      logger.debug("An answer to an MCP client takes too long to be sent before the worker stops.");
    }
  }
}
