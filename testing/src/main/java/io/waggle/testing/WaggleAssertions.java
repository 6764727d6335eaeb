package io.waggle.testing;

import io.waggle.scripted.ScriptedModel;

/** Where the assertions of the kit begin: {@code import static …WaggleAssertions.assertThat}. */
public final class WaggleAssertions {
  private WaggleAssertions() {}

  /** About a run: outcome, result, plan, tool calls, decisions, elements, counts. */
  public static RunAssert assertThat(TestRun run) {
    return new RunAssert(run);
  }

  /** About what the scripted model was asked. */
  public static ModelAssert assertThat(ScriptedModel model) {
    return new ModelAssert(model);
  }
}
