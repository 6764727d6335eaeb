package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenplayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title: x                                         | line 1, key 'title': there is no such key; the keys here are delay, embeddings, roles
          delay: 1ms                                       | screenplay has no 'roles'
          roles: {}                                        | screenplay has no 'roles'
          roles: { w: }                                    | role 'w', scene 1: '' is not what is needed here
          roles: { w: [] }                                 | role 'w' needs a name and at least one scene
          roles: { w: [ { turn: 0 } ] }                    | role 'w', scene 1: the scene has no 'reply'
          roles: { w: [ { rely: x, reply: y } ] }          | role 'w', scene 1, key 'rely': there is no such key
          roles: { w: [ { when: { usr: a }, reply: x } ] } | role 'w', scene 1, key 'when.usr': there is no such key; the keys here are any, task, toolResult, tools, user
          roles: { w: [ { when: { user: { matches: '(' } }, reply: x } ] } | key 'when.user': '(' is not a regular expression
          roles: { w: [ { when: { user: {} }, reply: x } ] } | needs 'contains' or 'matches'
          roles: { w: [ { turn: -1, reply: x } ] }         | 'turn' counts from 0
          roles: { w: [ { turn: one, reply: x } ] }        | role 'w', scene 1, key 'turn': 'one' is not a whole number
          roles: { w: [ { delay: 3, reply: x } ] }         | key 'delay': '3' is not a time; write it like 300ms
          roles: { w: [ { reply: {} } ] }                  | a reply needs 'text', 'toolCalls' or 'refusal'
          roles: { w: [ { reply: { text: a, refusal: b } } ] } | can have neither 'text' nor 'toolCalls'
          roles: { w: [ { reply: { toolCalls: [ { arguments: {} } ] } } ] } | key 'reply.toolCalls.1': a tool call needs a 'name'
          roles: { w: [ { reply: { toolCalls: [ { name: t, arguments: [] } ] } } ] } | must be a map, or a string
          roles: { w: [ { reply: '${who}' } ] }            | nothing fills the placeholder '${who}'
          roles: { w: [ { reply: '${file:a.txt}' } ] }     | works only in a screenplay that is a file itself
          roles: { w: [ { faults: [ { times: 1 } ], reply: x } ] } | key 'faults.1': a fault needs 'status'
          roles: { w: [ { faults: [ { status: 42 } ] } ] } | 'status' must be between 200 and 599
          roles: { w: [ { faults: [ { status: 500, times: 0 } ] } ] } | 'times' must be 1 or more
          roles: { w: [ { faults: [ { status: 500, cutOff: body } ] } ] } | write several faults instead
          roles: { w: [ { faults: [ { cutOff: body, code: x } ], reply: x } ] } | belong to a 'status'
          roles: { w: [ { faults: [ { cutOff: half } ], reply: x } ] } | key 'faults.1.cutOff': 'half' is not connection or body
          roles: { w: [ { faults: [ { status: 500 }, { status: 503 } ] } ] } | only the last of the 'faults' can be without 'times'
          roles: { w: [ { id: a, reply: x }, { id: a, reply: y } ] } | two scenes have the id 'a'
          roles: { w: [ { reply: { text: x, usage: { prompt: -1 } } } ] } | token numbers cannot be negative
          roles: { w: [ ~ ] }                              | role 'w', scene 1 is empty
          roles: { w: [ reply: x, reply: y }               | screenplay, line 1
          """)
  void shouldSayWhatIsWrongAndWhere(String yaml, String sentence) {
    assertThatThrownBy(() -> Screenplay.parse(yaml))
        .isInstanceOf(ScreenplayException.class)
        .hasMessageStartingWith("screenplay")
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("com.fasterxml", "io.waggle", "java.", "\n");
  }

  @Test
  void shouldRefuseAnEmptyOneAndKeysGivenTwice() {
    assertThatThrownBy(() -> Screenplay.parse(" ")).hasMessageContaining("screenplay is empty");
    assertThatThrownBy(() -> Screenplay.parse("delay: 1s\ndelay: 2s\nroles: {}"))
        .isInstanceOf(ScreenplayException.class)
        .hasMessageContaining("delay");
  }

  @Test
  void shouldNameTheFileThatIsMissing(@TempDir Path folder) throws Exception {
    Path play = folder.resolve("play.yaml");
    assertThatThrownBy(() -> Screenplay.load(play))
        .isInstanceOf(ScreenplayException.class)
        .hasMessage("there is no file " + play);

    Files.writeString(play, "roles: { w: [ { reply: '${file:Gone.java}' } ] }");
    assertThatThrownBy(() -> Screenplay.load(play))
        .isInstanceOf(ScreenplayException.class)
        .hasMessage("there is no file " + folder.resolve("Gone.java"));

    assertThatThrownBy(() -> Screenplay.resource("none.yaml"))
        .hasMessage("there is no none.yaml on the class path");
  }

  @Test
  void shouldReadJson() {
    Screenplay play = Screenplay.parse("{\"roles\": {\"w\": [{\"turn\": 0, \"reply\": \"hi\"}]}}");

    assertThat(scenes(play)).extracting(Scene::id).containsExactly("w#1");
  }

  @ParameterizedTest
  @CsvSource({"300ms, 300", "1.5s, 1500", "2m, 120000"})
  void shouldReadTimes(String text, long millis) {
    Screenplay play = Screenplay.parse("roles: { w: [ { delay: %s, reply: x } ] }".formatted(text));

    assertThat(scenes(play)).extracting(Scene::delay).containsExactly(Duration.ofMillis(millis));
  }

  @Test
  void shouldGiveTheCommonDelayToScenesWithoutOne() {
    Screenplay play =
        Screenplay.parse("{ delay: 2s, roles: { w: [ { reply: x }, { delay: 1s, reply: y } ] } }");

    assertThat(scenes(play))
        .extracting(Scene::delay)
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(1));
    assertThat(scenes(play.withoutDelays())).extracting(Scene::delay).containsOnly(Duration.ZERO);
  }

  @Test
  void shouldBuildTheSameInJava() {
    Screenplay written =
        Screenplay.role("w")
            .on(When.turn(0).offering("save").task("x"))
            .id("a")
            .delay(Duration.ZERO)
            .fault(Fault.status(500).times(1))
            .reply(Reply.call("save", Map.of("to", "b")).andCall("save", Map.of()).withText("t"))
            .build();
    Screenplay read =
        Screenplay.parse(
            """
            roles:
              w:
                - id: a
                  turn: 0
                  when: { tools: save, task: x }
                  faults: { status: 500, times: 1 }
                  reply: { text: t, toolCalls: [ { name: save, arguments: { to: b } }, { name: save } ] }
            """);

    assertThat(written.roles()).isEqualTo(read.roles());
  }

  @Test
  void shouldRefuseARoleWithoutScenesInJava() {
    ScreenplayBuilder builder = Screenplay.role("w");

    assertThatThrownBy(builder::build)
        .isInstanceOf(ScreenplayException.class)
        .hasMessageContaining("role 'w' needs a name and at least one scene");
  }

  private static List<Scene> scenes(Screenplay play) {
    return play.roles().getOrDefault("w", List.of());
  }
}
