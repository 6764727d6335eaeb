package io.waggle.embedded.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchTest {
  private record Bee(long key, @Nullable String name) {}

  private final List<Bee> bees =
      new ArrayList<>(
          List.of(
              new Bee(1, "maja"),
              new Bee(2, null),
              new Bee(3, "willi"),
              new Bee(4, "maja"),
              new Bee(5, "cassandra")));

  private Found<Bee> search(String request) {
    try {
      return new Search<>(
              new ObjectMapper().readTree(request.replace('\'', '"')),
              new Columns<Bee>().key("beeKey", Bee::key).text("name", Bee::name))
          .in(bees);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<Long> keys(Found<Bee> found) {
    return found.rows().stream().map(Bee::key).toList();
  }

  @Test
  void shouldSortByKeyUnlessToldOtherwise() {
    assertThat(keys(search("{}"))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(keys(search("{'sort':[{'field':'name','order':'DESC'}]}")))
        .containsExactly(2L, 3L, 1L, 4L, 5L);
    assertThat(keys(search("{'sort':[{'field':'name'},{'field':'beeKey','order':'DESC'}]}")))
        .containsExactly(5L, 4L, 1L, 3L, 2L);
  }

  @Test
  void shouldPageOverWhatIsEqualAndWhatIsAbsent() {
    String sort = "'sort':[{'field':'name','order':'ASC'}]";
    List<Long> seen = new ArrayList<>();
    Found<Bee> page = search("{" + sort + ",'page':{'limit':1}}");
    while (!page.rows().isEmpty()) {
      seen.addAll(keys(page));
      page =
          search(
              "{%s,'page':{'limit':1,'after':'%s'}}"
                  .formatted(sort, Objects.requireNonNull(page.endCursor())));
    }

    assertThat(seen).containsExactly(5L, 1L, 4L, 3L, 2L);
  }

  @Test
  void shouldStayInPlaceWhenRowsComeAndGo() {
    Found<Bee> first = search("{'page':{'limit':2}}");
    bees.removeFirst();
    bees.add(new Bee(6, "late"));

    assertThat(keys(search("{'page':{'after':'%s'}}".formatted(first.endCursor()))))
        .containsExactly(3L, 4L, 5L, 6L);
    assertThat(keys(search("{'page':{'before':'%s'}}".formatted(first.endCursor())))).isEmpty();
  }

  @Test
  void shouldCountAllPagesTogether() {
    Found<Bee> page = search("{'filter':{'name':'maja'},'page':{'limit':1}}");

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.rows()).hasSize(1);
    assertThat(search("{'page':{'limit':0}}").rows()).isEmpty();
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThatThrownBy(() -> search("{'page':{'after':'???'}}"))
        .isInstanceOf(InvalidSearchException.class);
    assertThatThrownBy(() -> search("{'page':{'after':'W10'}}"))
        .isInstanceOf(InvalidSearchException.class);
    assertThatThrownBy(() -> search("{'page':{'limit':10001}}"))
        .isInstanceOf(InvalidSearchException.class);
    assertThatThrownBy(() -> search("{'page':{'from':-1}}"))
        .isInstanceOf(InvalidSearchException.class);
    assertThatThrownBy(() -> search("{'filter':{'sting':'sharp'}}"))
        .isInstanceOf(UnservedSearchException.class)
        .hasMessageContaining("sting");
  }
}
