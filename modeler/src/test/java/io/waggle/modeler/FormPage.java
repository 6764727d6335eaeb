package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The form of a user task in a browser, as Tasklist shows it to a person. Whoever opens it fetches
 * form and variables, and completes the user task with what {@link #complete()} gives.
 */
public final class FormPage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String ORIGIN = "http://tasklist.test/";
  private static final double PATIENCE_MILLIS = 60_000;

  /** Tags and attributes, but for what is random or a person's input. */
  private static final String STRUCTURE =
      """
      () => [...document.querySelectorAll('#form, #form *')].map(element => [
        element.tagName,
        element.parentElement.tagName,
        ...[...element.attributes].map(({ name, value }) => name === 'class' ? `${name}=${value}` : name).sort()
      ].join(' ').replace(/fjs-form-\\w{7}-/g, ''))
      """;

  private final Page page;
  private final Path files;
  private final String library;
  private final List<String> incidents = new ArrayList<>();

  FormPage(BrowserContext context, FormLibrary library) {
    this.library = library.toString();
    files = library.page();
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.route("**/*", this::serve);
    page = context.newPage();
    page.onPageError(incidents::add);
    page.onDialog(
        dialog -> {
          incidents.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.navigate(ORIGIN + "index.html");
  }

  private void serve(Route route) {
    String url = route.request().url();
    Path file = files.resolve(url.replace(ORIGIN, ""));
    if (url.startsWith(ORIGIN) && Files.isRegularFile(file)) {
      route.fulfill(new Route.FulfillOptions().setPath(file));
    } else {
      incidents.add("request: " + url);
      route.abort();
    }
  }

  /**
   * @param form its JSON
   * @return names of the variables that Tasklist fetches for it
   */
  public List<String> variableNames(String form) {
    return read(
        page.evaluate("form => JSON.stringify(formPage.variableNames(JSON.parse(form)))", form),
        new TypeReference<>() {});
  }

  /**
   * Shows a form that form-js has nothing to warn of.
   *
   * @param form its JSON
   * @param variables of the user task
   */
  public FormPage open(String form, Map<String, ?> variables) {
    Object warnings =
        page.evaluate(
            "([form, variables]) => formPage.open(JSON.parse(form), JSON.parse(variables))",
            List.of(form, write(variables)));
    assertThat((List<?>) warnings).isEmpty();
    return this;
  }

  /** Clicks on a choice, by its label or a part of it. */
  public FormPage choose(String label) {
    page.locator("label").filter(new Locator.FilterOptions().setHasText(label)).last().click();
    return settled();
  }

  /** Replaces the text of a field, and leaves the field. */
  public FormPage write(String label, String text) {
    return write(label, 0, text);
  }

  /** The same; {@code index} tells fields of the same label apart. */
  public FormPage write(String label, int index, String text) {
    Locator field = field(label, index);
    field.fill(text);
    field.blur();
    return settled();
  }

  /** What a field holds. */
  public String value(String label, int index) {
    return field(label, index).inputValue();
  }

  /** A person is never as quick as the next click of a test. */
  private FormPage settled() {
    page.evaluate("formPage.painted()");
    return this;
  }

  private Locator field(String label, int index) {
    return page.getByLabel(label).and(page.locator("textarea, input:not([type=radio])")).nth(index);
  }

  /** A person can read all of this. */
  public FormPage assertSays(String... parts) {
    assertThat(page.locator("#form").innerText()).contains(parts);
    return this;
  }

  /**
   * @return all that is to be read, and what the fields hold, a line each
   */
  public String text() {
    return (String)
        page.evaluate(
            """
            () => [document.querySelector('#form').innerText,
              ...[...document.querySelectorAll('#form :is(input, textarea)')].map(field => field.value)].join('\\n')
            """);
  }

  /**
   * @return elements with their attributes, in the order of the document; no text
   */
  @SuppressWarnings("unchecked")
  public List<String> structure() {
    return (List<String>) page.evaluate(STRUCTURE);
  }

  /** Something sticks out on the right. */
  public boolean isTooWide() {
    return (boolean)
        page.locator("#page").evaluate("element => element.scrollWidth > element.clientWidth");
  }

  /** Takes a picture of all of it, which is left in {@code target/screenshots}. */
  public FormPage picture(String name) {
    page.locator("#page")
        .screenshot(
            new Locator.ScreenshotOptions()
                .setPath(PICTURES.resolve("%s-%s.png".formatted(name, library))));
    return this;
  }

  /**
   * Presses "Complete Task".
   *
   * @return the variables that Tasklist completes the user task with
   */
  public Map<String, Object> complete() {
    Map<String, Object> submission = submit();
    assertThat(submission).as(text()).containsEntry("errors", Map.of());
    @SuppressWarnings("unchecked")
    var variables = (Map<String, Object>) submission.get("variables");
    return variables;
  }

  /** Presses "Complete Task", which submits nothing, since this is said in the form. */
  public FormPage assertRefused(String complaint) {
    assertThat(submit()).containsEntry("variables", null);
    page.locator(".fjs-form-field-error")
        .filter(new Locator.FilterOptions().setHasText(complaint))
        .first()
        .waitFor();
    return this;
  }

  private Map<String, Object> submit() {
    page.locator("#complete").click();
    return read(page.evaluate("JSON.stringify(formPage.submission())"), new TypeReference<>() {});
  }

  /** No script has run, nothing was fetched, nothing failed. */
  public void assertNothingHappened() {
    assertThat(incidents).isEmpty();
  }

  private static <T> T read(Object json, TypeReference<T> type) {
    try {
      return JSON.readValue((String) json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
