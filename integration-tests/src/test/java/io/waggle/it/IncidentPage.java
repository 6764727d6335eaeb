package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.IncidentStatus;
import java.time.Duration;

/** The incident of a process instance in Operate, in the browser. */
final class IncidentPage {
  /** Eight attempts wait two minutes in between. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Chromium chromium;
  private final Page page;

  private IncidentPage(Chromium chromium) {
    this.chromium = chromium;
    this.page = chromium.page();
  }

  /** Waits for the incident of a run or of what is below it, and opens the list that it is in. */
  static IncidentPage of(long run, AgentClient client, Chromium chromium) {
    IncidentStatus incident =
        await()
            .atMost(PATIENCE)
            .ignoreExceptionsInstanceOf(AgentClientException.class)
            .until(() -> client.status(run).incidents(), found -> !found.isEmpty())
            .getFirst();
    chromium.open("/operate/processes/" + incident.instanceKey());
    IncidentPage opened = new IncidentPage(chromium);
    opened.page.getByText("1 Incident occurred").click();
    return opened;
  }

  /** Opens what somebody reads who wants to know more, and waits until it says all of this. */
  IncidentPage assertSays(String... parts) {
    button("More").click();
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(message()).contains(parts));
    return this;
  }

  /** The text of an editor that breaks lines where they end, and is there bit by bit. */
  private String message() {
    return page.getByRole(AriaRole.DIALOG)
        .filter(new Locator.FilterOptions().setVisible(true))
        .innerText()
        .replace("\n", "")
        .replace('\u00a0', ' ');
  }

  IncidentPage closeMessage() {
    page.keyboard().press("Escape");
    return this;
  }

  /** Replaces the value of a variable of the process instance. */
  IncidentPage edit(String variable, String json) {
    button("Edit variable " + variable).click();
    page.getByTestId("edit-variable-value").fill(json);
    return save();
  }

  /** Adds a variable to the process instance. */
  IncidentPage add(String variable, String json) {
    button("Add Variable").click();
    page.getByPlaceholder("Name").fill(variable);
    page.getByPlaceholder("Value").fill(json);
    return save();
  }

  private IncidentPage save() {
    Locator save = button("Save variable");
    save.click();
    save.waitFor(until(WaitForSelectorState.DETACHED));
    // Operate shows the new value before the engine has it.
    page.getByTestId("variable-operation-spinner").waitFor(until(WaitForSelectorState.HIDDEN));
    return this;
  }

  private static Locator.WaitForOptions until(WaitForSelectorState state) {
    return new Locator.WaitForOptions().setState(state);
  }

  IncidentPage picture(String name) {
    chromium.picture(name);
    return this;
  }

  void retry() {
    button("Retry Incident").first().click();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
