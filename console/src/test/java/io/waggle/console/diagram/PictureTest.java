package io.waggle.console.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.Models;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class PictureTest {
  private final Picture picture = Picture.of(Models.AGENT, "How the agent works");

  private static Document xml(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {Models.AGENT, Models.STEP, Models.GATE, Models.UNDO})
  void shouldBeMarkupThatAStrictPageTakes(String process) throws Exception {
    String svg = Picture.of(process, "A <title> & more").drawn(Map.of(), "one");

    assertThat(xml(svg).getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg)
        .contains("A &lt;title&gt; &amp; more")
        .doesNotContain("style=")
        .doesNotContain("<script")
        .doesNotContain("djs-hit")
        .doesNotContain("href")
        .doesNotContain("rgb(");
  }

  @Test
  void shouldMarkWhereARunStandsByColourAndSign() {
    String svg =
        picture.drawn(
            Map.of("MakePlan", Mark.PASSED, "WorkOnStep", Mark.WAITING, "PlanIsReady", Mark.PASSED),
            "run");

    assertThat(svg)
        .contains("class=\"el done\" data-element-id=\"MakePlan\"")
        .contains("class=\"el wait\" data-element-id=\"WorkOnStep\"")
        .contains("class=\"el done\" data-element-id=\"PlanIsReady\"")
        .contains("class=\"el\" data-element-id=\"Synthesize\"");
    assertThat(Pattern.compile("class=\"sign\"").matcher(svg).results()).hasSize(2);
  }

  @Test
  void shouldSayTheSameInWordsWhatIsUrgentFirst() {
    assertThat(
            picture.words(
                Map.of(
                    "AcceptTask", Mark.PASSED,
                    "MakePlan", Mark.PASSED,
                    "WorkOnStep", Mark.INCIDENT)))
        .isEqualTo("Stands still: Work on step. Done: Accept task, Make plan.");
    assertThat(picture.words(Map.of())).isEqualTo("Nothing has begun yet.");
  }

  @Test
  void shouldLeaveOutWhatTheModelDoesNotHave() {
    assertThat(picture.drawn(Map.of("\"><script>", Mark.PASSED), "run"))
        .isEqualTo(picture.drawn(Map.of(), "run"));
  }

  @Test
  void shouldHaveIdsOfItsOwnInAPageWithSeveral() {
    assertThat(picture.drawn(Map.of(), "one"))
        .contains("one-marker-", "waggle-agent-one-title")
        .doesNotContain("\"marker-");
  }

  @Test
  void shouldKnowWhichFlowLeadsWhere() {
    assertThat(picture.flows())
        .contains(new Flow("PlanIsReady", "PlanReady", "WaveStarts"))
        .hasSizeGreaterThan(30);
    assertThat(picture.name("WorkOnStep")).isEqualTo("Work on step");
    assertThat(picture.has("Nothing")).isFalse();
  }
}
