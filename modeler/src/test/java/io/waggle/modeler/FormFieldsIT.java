package io.waggle.modeler;

import static io.waggle.modeler.SampleForms.IN_DOUBT;
import static io.waggle.modeler.SampleForms.LIMIT;
import static io.waggle.modeler.SampleForms.PLAN;
import static io.waggle.modeler.SampleForms.QUESTION;
import static io.waggle.modeler.SampleForms.TOOL_CALL;
import static io.waggle.modeler.SampleForms.inside;
import static io.waggle.modeler.SampleForms.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a form reads, demands and submits. */
@ExtendWith(InChromium.class)
class FormFieldsIT {
  private static final String REQUIRED = "Field is required.";

  private static Chromium chromium;

  @BeforeAll
  static void start(Chromium running) {
    chromium = running;
  }

  private static FormPage open(FormLibrary library, String form) {
    return open(library, form, SampleForms.variables(form));
  }

  private static FormPage open(FormLibrary library, String form, Map<String, Object> variables) {
    return chromium.page(library).open(SampleForms.form(form), variables);
  }

  /** Tasklist fetches those alone. */
  @ParameterizedTest
  @EnumSource
  void shouldReadWhatItShows(FormLibrary library) {
    FormPage page = chromium.page(library);

    assertThat(SampleForms.ALL)
        .allSatisfy(
            form ->
                assertThat(page.variableNames(SampleForms.form(form)))
                    .contains("question", "moments", "decision"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantADecision(FormLibrary library) {
    for (String form : List.of(PLAN, TOOL_CALL, IN_DOUBT, LIMIT)) {
      open(library, form).assertRefused(REQUIRED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantToKnowWhatShouldBeDifferent(FormLibrary library) {
    FormPage page = open(library, PLAN).choose("Send it back").assertRefused(REQUIRED);
    page.write("What should be different?", "  ").assertRefused("minimum length of 1");

    assertThat(inside(page.write("What should be different?", "no paint").complete(), "decision"))
        .containsEntry("action", "change")
        .containsEntry("reason", "no paint")
        .containsKey("digest");
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantToKnowWhyAPlanIsRejected(FormLibrary library) {
    FormPage page = open(library, PLAN).choose("Reject").assertRefused(REQUIRED);

    assertThat(inside(page.write("Why not?", "too late").complete(), "decision"))
        .containsEntry("action", "reject")
        .containsEntry("reason", "too late");
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantWholeSteps(FormLibrary library) {
    FormPage page = open(library, PLAN).choose("Change the steps myself");
    page.write("In a few words", 1, "").assertRefused(REQUIRED);

    List<?> steps =
        (List<?>)
            inside(page.write("In a few words", 1, "Read again").complete(), "decision")
                .get("steps");

    assertThat(steps).hasSize(3).element(1).asString().contains("title=Read again", "id=s2");
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantAnAnswer(FormLibrary library) {
    FormPage page = open(library, QUESTION).assertRefused(REQUIRED);
    page.choose("Something else").assertRefused(REQUIRED);
    page.write("In your own words", " ").assertRefused("minimum length of 1");

    assertThat(inside(page.write("In your own words", "all ages").complete(), "decision"))
        .containsEntry("answer", "all ages")
        .doesNotContainKeys("choice", "reason");
    assertThat(inside(page.choose("7 to 10").complete(), "decision"))
        .containsEntry("choice", "7 to 10")
        .doesNotContainKeys("answer", "reason");
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantAnAnswerWhereThereIsNothingToChooseFrom(FormLibrary library) {
    Map<String, Object> variables = SampleForms.variables(QUESTION);
    shown(variables).put("choices", null);
    FormPage page = open(library, QUESTION, variables).assertRefused(REQUIRED);

    assertThat(inside(page.write("Your answer", "all ages").complete(), "decision"))
        .containsEntry("answer", "all ages")
        .doesNotContainKeys("choice", "reason");
  }

  @ParameterizedTest
  @EnumSource
  void shouldWantAWholeNumber(FormLibrary library) {
    FormPage page = open(library, LIMIT).choose("Let it go on");
    page.write("How many more", "").assertRefused(REQUIRED);
    page.write("How many more", "0").assertRefused("minimum value of 1");

    assertThat(inside(page.write("How many more", "7").complete(), "decision"))
        .containsEntry("action", "extend")
        .containsEntry("extendBy", 7);
  }

  /** A reason is not wanted where the run goes on without the call. */
  @ParameterizedTest
  @EnumSource
  void shouldTakeAnswersThatMayBeShort(FormLibrary library) {
    for (var choice :
        Map.of(TOOL_CALL, "Reject", QUESTION, "I cannot answer", IN_DOUBT, "It happened")
            .entrySet()) {
      assertThat(open(library, choice.getKey()).choose(choice.getValue()).complete())
          .containsKey("decision");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSubmitNothingOfWhatIsHidden(FormLibrary library) {
    assertThat(
            open(library, PLAN)
                .choose("Send it back")
                .write("What should be different?", "no paint")
                .choose("Approve")
                .complete())
        .isEqualTo(decided(PLAN, Map.of("action", "approve")));
    assertThat(
            open(library, TOOL_CALL)
                .choose("Change it")
                .write("Value", 0, "elsewhere.md")
                .choose("Reject: do not do it")
                .write("Why not?", "too late")
                .choose("Approve: do it this once")
                .complete())
        .isEqualTo(decided(TOOL_CALL, Map.of("action", "approve")));
    assertThat(
            open(library, QUESTION)
                .choose("Something else")
                .write("In your own words", "all ages")
                .choose("I cannot answer")
                .complete())
        .isEqualTo(decided(QUESTION, Map.of("action", "skip", "reason", "")));
    assertThat(
            open(library, IN_DOUBT)
                .choose("It happened")
                .write("What was the result?", "sent")
                .choose("It did not happen")
                .complete())
        .isEqualTo(decided(IN_DOUBT, Map.of("action", "run")));
    assertThat(
            open(library, LIMIT)
                .choose("Let it go on")
                .write("How many more", "7")
                .choose("Finish")
                .complete())
        .isEqualTo(decided(LIMIT, Map.of("action", "finish")));
  }

  /** The variable as it was, with the digest and what was said. */
  private static Map<String, Object> decided(String form, Map<String, Object> said) {
    Map<String, Object> variables = SampleForms.variables(form);
    Map<String, Object> decision = inside(variables, "decision");
    decision.putAll(said);
    decision.put("digest", inside(variables, "question").get("digest"));
    return Map.of("decision", decision);
  }

  @ParameterizedTest
  @EnumSource
  void shouldAskAgainWithWhatWasFilledIn(FormLibrary library) {
    Map<String, Object> variables = SampleForms.variables(TOOL_CALL);
    inside(variables, "question").put("problem", "The changed arguments do not fit.\nNo path.");
    Map<String, Object> decision = inside(variables, "decision");
    decision.put("action", "edit");
    decision.put("arguments", List.of(Map.of("name", "path", "value", "")));

    FormPage page = open(library, TOOL_CALL, variables);

    page.assertSays("Your last decision could not be used.", "do not fit.\nNo path.");
    assertThat(inside(page.write("Value", 0, "b.md").complete(), "decision"))
        .containsEntry("action", "edit")
        .containsEntry("arguments", List.of(Map.of("name", "path", "value", "b.md")));
  }

  @ParameterizedTest
  @EnumSource
  void shouldOfferNoApprovalOfWhatIsNotShownWhole(FormLibrary library) {
    for (String form : List.of(PLAN, TOOL_CALL, IN_DOUBT)) {
      Map<String, Object> variables = SampleForms.variables(form);
      shown(variables).put("clipped", true);
      shown(variables).computeIfPresent("canEdit", (name, can) -> false);
      inside(variables, "decision").remove("action");

      FormPage page = open(library, form, variables);

      page.assertSays("longer than can be shown");
      assertThat(page.text())
          .doesNotContain("Approve:", "Approve always:", "Change", "do it now")
          .containsAnyOf("Reject:", "I cannot tell");
    }
  }
}
