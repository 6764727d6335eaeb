package io.waggle.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionTest {
  private static final int MOST = 3;

  /** Each word is a turn: calls with commas between them, and what each answers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one call                           | a=1                     | 0 | false
          the same again                     | a=1 a=1                 | 2 | false
          three times                        | a=1 a=1 a=1             | 3 | true
          another answer each time           | a=1 a=2 a=3 a=4         | 0 | false
          another call each time             | a=1 b=1 c=1 d=1         | 0 | false
          a circle of two                    | a=1 b=2 a=1 b=2 a=1     | 4 | true
          something new at the end           | a=1 a=1 a=1 b=1         | 0 | false
          something new beside it            | a=1 a=1 a=1,b=1         | 0 | false
          known, but not from one turn       | a=1 b=1 a=1,b=1         | 2 | false
          twice in one turn is one call      | a=1 a=1,a=1             | 2 | false
          """)
  void shouldCountTurnsThatBringNothingNew(String what, String turns, int times, boolean told) {
    Repetition found = Repetition.in(conversation(turns), MOST);

    assertThat(found.times()).as(what).isEqualTo(times);
    assertThat(found.forTheModel().isPresent()).as(what).isEqualTo(told);
    assertThat(found.isTooMuch()).as(what).isFalse();
  }

  @Test
  void shouldBeTooMuchAfterTwiceAsMany() {
    assertThat(Repetition.in(conversation("a=1 ".repeat(5)), MOST).isTooMuch()).isFalse();
    assertThat(Repetition.in(conversation("a=1 ".repeat(6)), MOST).isTooMuch()).isTrue();
    assertThat(Repetition.in(conversation("a=1 ".repeat(60)), MOST).times()).isEqualTo(6);
  }

  @Test
  void shouldNotMistakeACircleThatIsLongForOne() {
    StringBuilder twenty = new StringBuilder();
    for (int call = 0; call < 20; call++) {
      twenty.append((char) ('a' + call)).append("=1 ");
    }

    assertThat(Repetition.in(conversation(twenty.toString() + twenty), MOST).times()).isZero();
  }

  @Test
  void shouldSayWhichCall() {
    Repetition found = Repetition.in(conversation("a=1 a=1 a=1"), MOST);

    assertThat(found.forPeople()).contains("3 turns", "a {}");
    assertThat(found.forTheModel().orElseThrow()).contains("3 turns", "a {}", "After 6");
  }

  private static List<Message> conversation(String turns) {
    List<Message> said = new ArrayList<>(List.of(Message.user("Work")));
    for (String turn : turns.strip().split(" ")) {
      List<ToolRequest> calls = new ArrayList<>();
      List<Message> answers = new ArrayList<>();
      for (String call : turn.split(",")) {
        String id = "id" + said.size() + calls.size();
        calls.add(new ToolRequest(id, call.substring(0, 1), "{}"));
        answers.add(Message.tool(id, call.substring(2)));
      }
      said.add(Message.assistant("", calls));
      said.addAll(answers);
    }
    return said;
  }
}
