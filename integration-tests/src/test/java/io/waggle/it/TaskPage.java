package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.waggle.client.GateTask;
import java.time.Duration;

/** A person's task in Tasklist, in the browser. */
final class TaskPage {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Chromium chromium;
  private final Page page;

  private TaskPage(Chromium chromium) {
    this.chromium = chromium;
    this.page = chromium.page();
  }

  /** Opens the task and takes it, which makes its form one that can be filled. */
  static TaskPage taking(GateTask task, Chromium chromium) {
    chromium.open("/tasklist/" + task.key());
    TaskPage opened = new TaskPage(chromium);
    opened.button("Assign to me").click();
    opened.button("Unassign").waitFor();
    return opened;
  }

  TaskPage choose(String label) {
    page.getByText(label).last().click();
    return this;
  }

  TaskPage write(String label, String text) {
    return write(label, 0, text);
  }

  /** Replaces the text of a field; {@code index} tells fields of the same name apart. */
  TaskPage write(String label, int index, String text) {
    page.getByLabel(label)
        .and(page.locator("textarea, input:not([type=radio])"))
        .nth(index)
        .fill(text);
    return this;
  }

  TaskPage picture(String name) {
    chromium.picture(name);
    return this;
  }

  /** Waits until the person can read all of this. */
  TaskPage assertSays(String... parts) {
    Locator form = page.locator(".fjs-form");
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(form.innerText()).contains(parts));
    return this;
  }

  void complete() {
    Locator complete = button("Complete Task");
    complete.click();
    page.getByText("Task completed").first().waitFor();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
