package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.search.response.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VariableApiIT extends EngineTest {
  @BeforeAll
  void deploy() {
    start();
    deploy(
        process("holding")
            .serviceTask(
                "Hold", task -> task.zeebeJobType("nobody").zeebeInputExpression("n + 1", "inner"))
            .endEvent()
            .done(),
        "holding");
  }

  @Test
  void shouldHaveTheLastValueOfEachVariable() {
    long key = create("holding", Map.of("n", 1, "text", "now"));
    camunda.newSetVariablesCommand(key).variables(Map.of("text", "later")).send().join();

    assertThat(search(key))
        .extracting(Variable::getName, Variable::getValue)
        .contains(
            org.assertj.core.groups.Tuple.tuple("n", "1"),
            org.assertj.core.groups.Tuple.tuple("text", "\"later\""))
        .doesNotContain(org.assertj.core.groups.Tuple.tuple("text", "\"now\""));
  }

  @Test
  void shouldTellScopesApart() {
    long key = create("holding", Map.of("n", 1));

    Variable inner =
        eventually(
            () ->
                search(key).stream()
                    .filter(variable -> variable.getName().equals("inner"))
                    .findFirst()
                    .orElse(null));

    assertThat(inner.getScopeKey()).isNotEqualTo(key);
    assertThat(inner.getProcessInstanceKey()).isEqualTo(key);
    assertThat(inner.getValue()).isEqualTo("2");
    assertThat(
            camunda
                .newVariableSearchRequest()
                .filter(filter -> filter.scopeKey(inner.getScopeKey()))
                .send()
                .join()
                .items())
        .extracting(Variable::getName)
        .containsExactly("inner");
  }

  @Test
  void shouldSetVariablesOfAScopeAlone() {
    long key = create("holding", Map.of("n", 1));
    long scope = eventually(() -> engine.records().activations("Hold").getLast()).key();

    camunda.newSetVariablesCommand(scope).variables(Map.of("n", 5)).local(true).send().join();

    assertThat(engine.records().variablesOf(scope)).containsEntry("n", "5");
    assertThat(engine.records().variablesOf(key)).containsEntry("n", "1");
  }

  @Test
  void shouldHandOutLongValuesWhole() {
    String text = "x".repeat(20_000);
    long key = create("holding", Map.of("n", 1, "long", text));

    Variable whole = variable(key, "long", true);
    Variable cut = variable(key, "long", false);

    assertThat(whole.getValue()).isEqualTo('"' + text + '"');
    assertThat(whole.isTruncated()).isFalse();
    assertThat(cut.isTruncated()).isTrue();
    assertThat(cut.getValue()).isEqualTo('"' + text.substring(0, 8190));
    assertThat(camunda.newVariableGetRequest(cut.getVariableKey()).send().join().getValue())
        .isEqualTo('"' + text + '"');
  }

  @Test
  void shouldKeepEveryKindOfValue() throws Exception {
    Map<String, Object> nested =
        Map.of("list", List.of(1, 2.5, "three", true), "object", Map.of("ünicode", "🐝"));
    long key = create("holding", Map.of("n", 1, "nested", nested));

    assertThat(JSON.readTree(variable(key, "nested", true).getValue()))
        .isEqualTo(JSON.valueToTree(nested));
  }

  @Test
  void shouldFindByNameAndValue() {
    create("holding", Map.of("n", 4711, "colour", "green"));

    assertThat(
            camunda
                .newVariableSearchRequest()
                .filter(filter -> filter.name(name -> name.like("col*r")).value("\"green\""))
                .send()
                .join()
                .items())
        .hasSize(1);
  }

  private List<Variable> search(long key) {
    return camunda
        .newVariableSearchRequest()
        .filter(filter -> filter.processInstanceKey(key))
        .send()
        .join()
        .items();
  }

  private Variable variable(long key, String name, boolean whole) {
    var request =
        camunda
            .newVariableSearchRequest()
            .filter(filter -> filter.processInstanceKey(key).name(name));
    return (whole ? request.withFullValues() : request).send().join().items().getFirst();
  }
}
