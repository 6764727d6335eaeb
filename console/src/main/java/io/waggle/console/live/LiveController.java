package io.waggle.console.live;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * {@code /console/live?run=…}: a stream of events {@code changed} of these runs, of all without
 * one.
 */
@Controller
class LiveController {
  private final Watchers watchers;

  LiveController(Watchers watchers) {
    this.watchers = watchers;
  }

  @GetMapping(path = "/console/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      @RequestParam(name = "run", required = false) @Nullable List<String> runs) {
    return watchers
        .watch(runs == null ? Set.of() : Set.copyOf(runs))
        .map(stream -> ResponseEntity.ok().header("X-Accel-Buffering", "no").body(stream))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
  }
}
