package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.client.api.search.response.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchApiIT extends EngineTest {
  private static final int MANY = 1_050;

  private final List<Long> keys = new ArrayList<>();

  @BeforeAll
  void createMany() {
    start();
    deploy(process("many").serviceTask("Wait", t -> t.zeebeJobType("x")).endEvent().done(), "m");
    deploy(process("few").serviceTask("Wait", t -> t.zeebeJobType("x")).endEvent().done(), "f");
    for (int i = 0; i < MANY; i++) {
      keys.add(create("many", Map.of("i", i)));
    }
    create("few", Map.of());
  }

  @Test
  void shouldPageByCursor() {
    Set<Long> seen = new HashSet<>();
    String cursor = null;
    int pages = 0;
    while (true) {
      String after = cursor;
      SearchResponse<ProcessInstance> page =
          camunda
              .newProcessInstanceSearchRequest()
              .filter(filter -> filter.processDefinitionId("many"))
              .sort(sort -> sort.startDate().desc())
              .page(
                  p -> {
                    p.limit(100);
                    if (after != null) {
                      p.after(after);
                    }
                  })
              .send()
              .join();
      assertThat(page.page().totalItems()).isEqualTo(MANY);
      if (page.items().isEmpty()) {
        break;
      }
      page.items().forEach(item -> seen.add(item.getProcessInstanceKey()));
      cursor = page.page().endCursor();
      pages++;
    }

    assertThat(pages).isEqualTo(11);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void shouldPageBackwards() {
    SearchResponse<ProcessInstance> second = page(10, 10);
    SearchResponse<ProcessInstance> first =
        camunda
            .newProcessInstanceSearchRequest()
            .filter(filter -> filter.processDefinitionId("many"))
            .page(p -> p.limit(10).before(second.page().startCursor()))
            .send()
            .join();

    assertThat(keysOf(first)).isEqualTo(keys.subList(0, 10));
  }

  @Test
  void shouldPageByOffset() {
    assertThat(keysOf(page(1_000, 100))).isEqualTo(keys.subList(1_000, MANY));
    assertThat(page(0, 10_000).items()).hasSize(MANY);
  }

  @Test
  void shouldShowAHundredByDefault() {
    assertThat(camunda.newProcessInstanceSearchRequest().send().join().items()).hasSize(100);
  }

  @Test
  void shouldKnowEveryOperator() {
    long first = keys.getFirst();
    assertThat(count(f -> f.processInstanceKey(first))).isEqualTo(1);
    assertThat(count(f -> f.processInstanceKey(key -> key.neq(first)))).isEqualTo(MANY);
    assertThat(count(f -> f.processInstanceKey(key -> key.in(keys.subList(0, 5))))).isEqualTo(5);
    assertThat(count(f -> f.processInstanceKey(key -> key.notIn(keys)))).isEqualTo(1);
    assertThat(count(f -> f.processDefinitionId(id -> id.like("*an?")))).isEqualTo(MANY);
    assertThat(count(f -> f.processDefinitionId(id -> id.like("an")))).isZero();
    assertThat(count(f -> f.parentProcessInstanceKey(key -> key.exists(true)))).isZero();
    assertThat(count(f -> f.endDate(date -> date.exists(false)))).isEqualTo(MANY + 1);
    assertThat(count(f -> f.processDefinitionVersion(version -> version.gte(1).lt(2))))
        .isEqualTo(MANY + 1);
    assertThat(count(f -> f.processDefinitionVersion(version -> version.gt(1)))).isZero();
    assertThat(count(f -> f.state(ProcessInstanceState.ACTIVE).hasIncident(false)))
        .isEqualTo(MANY + 1);
    assertThat(count(f -> f.state(state -> state.in(ProcessInstanceState.COMPLETED)))).isZero();
  }

  @Test
  void shouldJoinAlternatives() {
    assertThat(
            count(
                f ->
                    f.orFilters(
                        List.of(
                            or -> or.processDefinitionId("few"),
                            or -> or.processInstanceKey(keys.getFirst())))))
        .isEqualTo(2);
  }

  @Test
  void shouldFindInstancesByTheirVariablesAndElements() {
    assertThat(count(f -> f.variables(Map.of("i", 7)))).isEqualTo(1);
    assertThat(count(f -> f.variables(Map.of("i", MANY)))).isZero();
    assertThat(count(f -> f.elementId("Wait").processDefinitionId("few"))).isEqualTo(1);
    assertThat(count(f -> f.elementId("Elsewhere"))).isZero();
  }

  @Test
  void shouldSort() {
    List<String> values =
        camunda
            .newVariableSearchRequest()
            .filter(filter -> filter.name("i"))
            .sort(sort -> sort.value().desc())
            .page(p -> p.limit(3))
            .send()
            .join()
            .items()
            .stream()
            .map(Variable::getValue)
            .toList();

    assertThat(values).containsExactly("999", "998", "997");
  }

  private long count(
      java.util.function.Consumer<io.camunda.client.api.search.filter.ProcessInstanceFilter>
          filter) {
    return camunda
        .newProcessInstanceSearchRequest()
        .filter(filter)
        .send()
        .join()
        .page()
        .totalItems();
  }

  private SearchResponse<ProcessInstance> page(int from, int limit) {
    return camunda
        .newProcessInstanceSearchRequest()
        .filter(filter -> filter.processDefinitionId("many"))
        .page(p -> p.from(from).limit(limit))
        .send()
        .join();
  }

  private static List<Long> keysOf(SearchResponse<ProcessInstance> page) {
    return page.items().stream().map(ProcessInstance::getProcessInstanceKey).toList();
  }
}
