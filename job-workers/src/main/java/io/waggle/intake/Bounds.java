package io.waggle.intake;

import io.waggle.bpmn.Bound;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which limits a run shares with others. */
final class Bounds {
  private Bounds() {}

  /**
   * @param path of the run
   * @param caller the run that called it; null at the top
   * @param limits its own
   */
  static List<Bound> of(String path, @Nullable Run caller, Limits limits) {
    List<Bound> bounds = new ArrayList<>(caller == null ? List.of() : caller.bounds());
    if (!limits.shared().equals(Limits.NONE)) {
      bounds.add(new Bound(path, limits.shared()));
    }
    return bounds;
  }
}
