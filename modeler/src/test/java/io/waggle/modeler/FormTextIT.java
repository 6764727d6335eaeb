package io.waggle.modeler;

import static io.waggle.modeler.SampleForms.ALL;
import static io.waggle.modeler.SampleForms.IN_DOUBT;
import static io.waggle.modeler.SampleForms.LIMIT;
import static io.waggle.modeler.SampleForms.PLAN;
import static io.waggle.modeler.SampleForms.QUESTION;
import static io.waggle.modeler.SampleForms.TOOL_CALL;
import static io.waggle.modeler.SampleForms.inside;
import static io.waggle.modeler.SampleForms.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text that a model wrote is text for the person, whatever is in it: no markup, no link, nothing
 * that is fetched or evaluated. Every text of a form is taken for a model's.
 */
@ExtendWith(InChromium.class)
class FormTextIT {
  private static final String HARMLESS = "harmless";

  private static final List<String> HOSTILE =
      List.of(
          "<img src=x onerror=alert(1)>",
          "<script>alert(2)</script>",
          "<a href='javascript:alert(3)'>a</a>",
          "<iframe src=//evil.test></iframe>",
          "<style>*{display:none}</style>",
          "</div></td></table><form><b>out",
          "\" onmouseover=\"alert(4)",
          "[link](http://evil.test) **bold**",
          "![picture](http://evil.test/p.png)",
          "http://evil.test",
          "{{question.digest}}",
          "{{{question.digest}}}",
          "{{#if true}}shown{{/if}}",
          "{{/loop}}{{/if}}",
          "=question.digest",
          "= \"some\" + \"thing else\"",
          "&lt;b&gt; &#60;b&#62; &amp;");

  /** With it most of the form is to be seen. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          PLAN,
          "edit",
          TOOL_CALL,
          "edit",
          QUESTION,
          "answer",
          IN_DOUBT,
          "happened",
          LIMIT,
          "extend");

  /** Texts that are Waggle's own, and that the form calculates with. */
  private static final List<String> OWN = List.of("since", "limit");

  private static Chromium chromium;

  @BeforeAll
  static void start(Chromium running) {
    chromium = running;
  }

  private static Stream<Arguments> forms() {
    return Arrays.stream(FormLibrary.values())
        .flatMap(library -> ALL.stream().map(form -> Arguments.of(library, form)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void shouldShowTextAsItIs(FormLibrary library, String form) {
    FormPage page = open(library, form, HARMLESS);
    List<String> structure = page.structure();
    int shown = count(page, HARMLESS);

    assertThat(shown).isPositive();
    for (String text : HOSTILE) {
      open(library, form, text);
      assertThat(page.structure()).as(text).isEqualTo(structure);
      assertThat(count(page, text)).as(text).isEqualTo(shown);
      page.assertNothingHappened();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSubmitAnswersOfTheModelAsTheyAre(FormLibrary library) {
    for (String text : HOSTILE) {
      Map<String, Object> variables = SampleForms.variables(QUESTION);
      shown(variables).put("choices", List.of(text));
      FormPage page = chromium.page(library).open(SampleForms.form(QUESTION), variables);

      Map<String, Object> submitted = page.choose(label(text)).complete();

      assertThat(inside(submitted, "decision"))
          .containsEntry("action", "answer")
          .containsEntry("choice", text);
    }
  }

  /** Marks that nobody sees keep form-js from reading the label as a template. */
  private static String label(String text) {
    return "\u200b" + text.replace("{", "{\u200b");
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowEveryLineOfAnAnswer(FormLibrary library) {
    String answer = "<b>Paint it</b> {{question.digest}}\n= burn the rest";
    Map<String, Object> variables = SampleForms.variables(QUESTION);
    shown(variables).put("choices", List.of(answer, "Nothing"));

    FormPage page = chromium.page(library).open(SampleForms.form(QUESTION), variables);

    page.assertSays(answer);
    assertThat(inside(page.choose("1. ").complete(), "decision")).containsEntry("choice", answer);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void shouldSaySoWhereThereIsNothingToShow(FormLibrary library, String form) {
    for (String name :
        List.of("step", "why", "description", "context", "choices", "difference", "reached")) {
      Map<String, Object> variables = SampleForms.variables(form);
      shown(variables).computeIfPresent(name, (key, value) -> null);

      String text = chromium.page(library).open(SampleForms.form(form), variables).text();

      assertThat(text).as(name).doesNotContain("⚠", "null", "“”");
    }
  }

  @Test
  void shouldHaveAFormForEveryGateAndNoOther() {
    assertThat(Repository.forms())
        .map(file -> file.getFileName().toString().replace(".form", ""))
        .containsExactlyInAnyOrderElementsOf(ALL);
  }

  /** Opens the form with all texts but Waggle's own being this one. */
  private static FormPage open(FormLibrary library, String form, String text) {
    Map<String, Object> variables = SampleForms.variables(form);
    Map<String, Object> question = inside(variables, "question");
    shown(variables)
        .replaceAll(
            (name, value) ->
                value == null || OWN.contains(name)
                    ? value
                    : SampleForms.withTexts(value, any -> text));
    question.putAll(Map.of("agent", text, "subject", text, "problem", text));
    Map<String, Object> decision = inside(variables, "decision");
    decision.replaceAll((name, value) -> SampleForms.withTexts(value, any -> text));
    decision.put("action", ACTIONS.get(form));
    return chromium.page(library).open(SampleForms.form(form), variables);
  }

  private static int count(FormPage page, String text) {
    return page.text().replace("\u200b", "").split(Pattern.quote(text), -1).length - 1;
  }
}
