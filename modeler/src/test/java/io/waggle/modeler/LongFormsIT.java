package io.waggle.modeler;

import static io.waggle.modeler.SampleForms.ALL;
import static io.waggle.modeler.SampleForms.PLAN;
import static io.waggle.modeler.SampleForms.QUESTION;
import static io.waggle.modeler.SampleForms.TOOL_CALL;
import static io.waggle.modeler.SampleForms.inside;
import static io.waggle.modeler.SampleForms.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forms stay usable whatever the length of what they show; the pictures are there to look at. */
@ExtendWith(InChromium.class)
class LongFormsIT {
  private static final int STEPS = 30;
  private static final String LONG = "Ninety bees danced in the dark. ".repeat(270);
  private static final String ENDLESS = "waggle".repeat(60);

  private static Chromium chromium;

  @BeforeAll
  static void start(Chromium running) {
    chromium = running;
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowAndEditAPlanOfManySteps(FormLibrary library) {
    Map<String, Object> variables = SampleForms.variables(PLAN);
    List<Map<String, Object>> steps =
        IntStream.rangeClosed(1, STEPS).mapToObj(LongFormsIT::step).toList();
    shown(variables).putAll(Map.of("steps", steps, "task", LONG));
    inside(variables, "decision").put("steps", steps);

    FormPage page = chromium.page(library).open(SampleForms.form(PLAN), variables);
    page.assertSays("Step number 30", LONG.strip()).picture("long-plan");
    page.choose("Change the steps myself").picture("long-plan-edited");
    List<Map<String, Object>> changed = new ArrayList<>(steps);
    changed.set(STEPS - 1, new LinkedHashMap<>(steps.getLast()));
    changed.getLast().put("title", "The last one");

    assertThat(page.isTooWide()).isFalse();
    assertThat(
            inside(page.write("In a few words", STEPS - 1, "The last one").complete(), "decision"))
        .containsEntry("steps", changed);
  }

  private static Map<String, Object> step(int number) {
    return Map.of(
        "id",
        "s" + number,
        "title",
        "Step number " + number,
        "instruction",
        number == 2 ? LONG : "Do number %d of %d.".formatted(number, STEPS),
        "agent",
        "",
        "needs",
        IntStream.range(Math.max(1, number - 3), number)
            .mapToObj(each -> "s" + each)
            .collect(Collectors.joining(", ")));
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowALongCallAndALongDifference(FormLibrary library) {
    Map<String, Object> variables = SampleForms.variables(TOOL_CALL);
    List<Map<String, String>> arguments =
        List.of(Map.of("name", "path", "value", ENDLESS), Map.of("name", "text", "value", LONG));
    shown(variables).putAll(Map.of("arguments", arguments, "difference", difference()));
    inside(variables, "decision").put("arguments", arguments);

    FormPage page = chromium.page(library).open(SampleForms.form(TOOL_CALL), variables);
    page.assertSays(ENDLESS, LONG.strip(), "+line 400 " + ENDLESS).picture("long-call");

    assertThat(page.isTooWide()).isFalse();
    assertThat(inside(page.choose("Change it").picture("long-call-edited").complete(), "decision"))
        .containsEntry("arguments", arguments);
  }

  /** As much as a worker shows, in lines as short as those of programs. */
  @ParameterizedTest
  @EnumSource
  void shouldShowAllThatCanBeApproved(FormLibrary library) {
    Map<String, Object> variables = SampleForms.variables(TOOL_CALL);
    String value = "a line of a program\n".repeat(2_500);
    String difference =
        IntStream.rangeClosed(1, 2_500)
            .mapToObj("+line %05d of it\n"::formatted)
            .collect(Collectors.joining());
    List<Map<String, String>> arguments = List.of(Map.of("name", "text", "value", value));
    shown(variables).putAll(Map.of("arguments", arguments, "difference", difference));
    inside(variables, "decision").put("arguments", arguments);

    FormPage page = chromium.page(library).open(SampleForms.form(TOOL_CALL), variables);

    page.assertSays("+line 02500 of it");
    assertThat(inside(page.choose("Approve:").complete(), "decision"))
        .containsEntry("action", "approve");
  }

  private static String difference() {
    return IntStream.rangeClosed(1, 400)
        .mapToObj(line -> "%sline %d %s".formatted(line % 2 == 0 ? "+" : "-", line, ENDLESS))
        .collect(Collectors.joining("\n", "--- a\n+++ b\n@@ -1,200 +1,200 @@\n", ""));
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowALongQuestion(FormLibrary library) {
    Map<String, Object> variables = SampleForms.variables(QUESTION);
    shown(variables)
        .putAll(
            Map.of("question", LONG, "context", LONG, "choices", List.of(ENDLESS, LONG.strip())));

    FormPage page = chromium.page(library).open(SampleForms.form(QUESTION), variables);

    page.assertSays(ENDLESS, LONG.strip()).picture("long-question");
    assertThat(page.isTooWide()).isFalse();
    assertThat(inside(page.choose("2. ").complete(), "decision"))
        .containsEntry("choice", LONG.strip());
  }

  /** Names, too, can be of any length. */
  @ParameterizedTest
  @EnumSource
  void shouldStayAsWideAsThePage(FormLibrary library) {
    FormPage page = chromium.page(library);

    for (String form : ALL) {
      Map<String, Object> variables = SampleForms.variables(form);
      shown(variables)
          .replaceAll(
              (name, value) ->
                  value == null || name.equals("limit") || name.equals("since")
                      ? value
                      : SampleForms.withTexts(value, text -> ENDLESS));
      inside(variables, "question").put("agent", ENDLESS);

      assertThat(
              page.open(SampleForms.form(form), variables).picture("endless-" + form).isTooWide())
          .as(form)
          .isFalse();
    }
  }
}
