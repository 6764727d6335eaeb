package io.waggle.embedded.log;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streams of jobs by their type, each shown to somebody whenever a worker has joined or left it.
 * Safe for many threads.
 */
final class JobStreams extends ConcurrentHashMap<Object, Object> {
  private static final long serialVersionUID = 1L;

  private final transient Consumer<Object> onChange;

  JobStreams(Consumer<Object> onChange) {
    this.onChange = onChange;
  }

  @Override
  public @Nullable Object compute(
      Object type, BiFunction<? super Object, ? super @Nullable Object, ?> change) {
    return super.compute(
        type,
        (key, stream) -> {
          Object changed = change.apply(key, stream);
          if (changed != null) {
            onChange.accept(changed);
          }
          return changed;
        });
  }
}
