package io.waggle.mcp.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows the requests whose answers are not sent yet. The streams on which clients listen are none
 * of them: those have no end of their own.
 */
final class OpenAnswers extends OncePerRequestFilter {
  private final Set<CountDownLatch> open = ConcurrentHashMap.newKeySet();

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CountDownLatch sent = new CountDownLatch(1);
    open.add(sent);
    try {
      chain.doFilter(request, response);
    } finally {
      open.remove(sent);
      sent.countDown();
    }
  }

  /**
   * Waits until those that are open now are sent.
   *
   * @param time at most
   */
  void awaitSent(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    for (CountDownLatch sent : List.copyOf(open)) {
      if (!sent.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        logger.debug("An MCP client's answer takes too long to be sent before the worker stops.");
        return;
      }
    }
  }
}
