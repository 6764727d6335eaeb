package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.journal.JournalJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedVariablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      {"decision":null}         | {"decision":null}          | {}
      {"decision":null}         | {}                         | {"decision":null}
      {"decision":null}         | {"decision":{}}            | {"decision":null}
      {"usage":{"calls":1}}     | {"usage":{"calls":1}}      | {}
      {"usage":{"calls":2}}     | {"usage":{"calls":1}}      | {"usage":{"calls":2}}
      {"price":49.90}           | {"price":49.90}            | {}
      {"a":1,"b":[1],"c":"x"}   | {"a":1,"b":[2],"other":7}  | {"b":[1],"c":"x"}
      """)
  void shouldWriteOnlyWhatIsAnotherThanWasRead(String written, String read, String left)
      throws JsonProcessingException {
    ObjectNode variables = (ObjectNode) JournalJson.mapper().readTree(written);

    ChangedVariables.keep(variables, VariableReader.tree(read));

    assertThat(variables).hasToString(left);
  }
}
