package io.waggle.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("unused")
class ToolMethodsTest {

  static class Upper {
    @Tool(description = "Reads a URL.", effect = Effect.READ, timeout = "PT5S")
    public String readURL(String address) {
      return address;
    }

    @Tool(description = "Is overridden.")
    String greet() {
      return "upper";
    }
  }

  static class Lower extends Upper {
    @Tool(name = "say-hello", description = "Greets.")
    @Override
    String greet() {
      return "lower";
    }

    String noTool() {
      return "";
    }
  }

  @Test
  void shouldMakeToolsOfAnnotatedMethodsAndInheritedOnes() {
    var tools = ToolMethods.of(new Lower());

    assertThat(tools).extracting(ToolDefinition::name).containsExactly("read_url", "say-hello");
    var read = tools.getFirst();
    assertThat(read.declaration().description()).isEqualTo("Reads a URL.");
    assertThat(read.effect()).isEqualTo(Effect.READ);
    assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(tools.getLast().effect()).isEqualTo(Effect.ONCE);
    assertThat(tools.getLast().timeout()).isEqualTo(Duration.ofMinutes(2));
  }

  /** As Spring makes them: the overriding methods have no annotations. */
  static class Lower$$SpringCGLIB$$0 extends Lower {
    @Override
    public String readURL(String address) {
      return "proxied " + super.readURL(address);
    }
  }

  @Test
  void shouldFindTheToolsOfTheClassBehindAProxyAndCallTheProxy() throws Exception {
    var tools = ToolMethods.of(new Lower$$SpringCGLIB$$0());

    assertThat(tools).extracting(ToolDefinition::name).containsExactly("read_url", "say-hello");
    var arguments = ToolJson.MAPPER.createObjectNode().put("address", "here");
    assertThat(tools.getFirst().body().call(arguments, new ToolCallContext("k", "r", "a")))
        .isEqualTo("proxied here");
    assertThat(ToolMethods.isHolder(Lower$$SpringCGLIB$$0.class)).isTrue();
  }

  interface Anything {}

  static final class Receipt {
    private final int number = 1;
  }

  record Bill(int cents, Receipt receipt) {}

  /** What can only be known when it is there, and what contains itself. */
  record Link(String name, @Nullable Link next, Object anything, Anything any) {}

  @Test
  void shouldTakeWhatMayBeWritten() {
    Object holder =
        new Object() {
          @Tool(description = "d")
          Link link() {
            throw new UnsupportedOperationException();
          }

          @Tool(description = "d")
          Stream<Map<String, int[]>> stream() {
            return Stream.of();
          }

          @Tool(description = "d")
          <T extends Anything> T any() {
            throw new UnsupportedOperationException();
          }
        };

    assertThat(ToolMethods.of(holder)).hasSize(3);
  }

  record Wrapper(List<InputStream> streams) {}

  record Misguided(@Param(value = "", defaultValue = "\"ten\"") int limit) {}

  @SuppressWarnings("checkstyle:MethodLength") // a table
  static Stream<Arguments> faulty() {
    return Stream.of(
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(InputStream y) {}
            },
            ".x): parameter 'y' has type InputStream, which a model cannot write: use a text, a number"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Object y) {}
            },
            "parameter 'y' has type Object, which a model cannot write"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Supplier<String> y) {}
            },
            "parameter 'y' has type Supplier, which a model cannot write"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Anything y) {}
            },
            "parameter 'y' has type Anything, which a model cannot write"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(@SuppressWarnings("rawtypes") List y) {}
            },
            "parameter 'y' is a List that does not say of what: write for example List<String>"),
        faulty(
            new Object() {
              @Tool(description = "d")
              <T> void x(List<T> y) {}
            },
            "parameter 'y' is a List that does not say of what"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Map<String, ?> y) {}
            },
            "parameter 'y' is a Map that does not say of what"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Map<Wrapper, String> y) {}
            },
            "parameter 'y' is a Map with keys of type Wrapper: use String or an enum"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Wrapper y) {}
            },
            "parameter 'y' has type Wrapper, whose 'streams' has type InputStream, which a model"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(@Param(value = "", defaultValue = "ten") String y) {}
            },
            "parameter 'y' has the default 'ten', which is not JSON; a text stands in quotes."),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(@Param(value = "", defaultValue = "\"ten\"") int y) {}
            },
            "wrong default, 'y' must be an integer, is \"ten\"."),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(@Param(value = "", defaultValue = "3000000000") int y) {}
            },
            "wrong default, 'y': Numeric value (3000000000) out of range of int"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void x(Misguided y) {}
            },
            "wrong default, 'limit' must be an integer, is \"ten\"."),
        faulty(
            new Object() {
              @Tool(description = "d", timeout = "2 minutes")
              void x() {}
            },
            "its timeout '2 minutes' is no ISO 8601 duration: write for example PT30S or PT5M."),
        faulty(
            new Object() {
              @Tool(description = "d", timeout = "PT0S")
              void x() {}
            },
            "its timeout 'PT0S' must be more than nothing."),
        faulty(
            new Object() {
              @Tool(description = " ")
              void x() {}
            },
            "it has no description: the model decides by it."),
        faulty(
            new Object() {
              @Tool(description = "d", name = "a b")
              void x() {}
            },
            "Tool 'a b' (.x): its name must be 1 to 64 of a-z, A-Z, 0-9, '_' and '-'."),
        faulty(
            new Object() {
              @Tool(description = "d")
              private void x() {}
            },
            "the method is private: make it public or package-private."),
        faulty(
            new Object() {
              @Tool(description = "d")
              Future<String> x() {
                throw new UnsupportedOperationException();
              }
            },
            "it returns a Future"),
        faulty(
            new Object() {
              @Tool(description = "d")
              Receipt x() {
                return new Receipt();
              }
            },
            "it returns Receipt, of which nothing can be written as JSON: make it a record"),
        faulty(
            new Object() {
              @Tool(description = "d")
              Optional<List<Bill>> x() {
                return Optional.empty();
              }
            },
            "it returns Bill, whose 'receipt' is Receipt, of which nothing can be written as JSON"),
        faulty(
            new Object() {
              @Tool(description = "d")
              void same() {}

              @Tool(description = "d", name = "same")
              void other() {}
            },
            "two tools are named 'same', .other and .same; rename one with @Tool(name = …)."),
        faulty("text", "String has no method that is annotated @Tool."));
  }

  private static Arguments faulty(Object holder, String sentence) {
    return Arguments.of(sentence, holder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void shouldRefuseAFaultyToolWithASentence(String sentence, Object holder) {
    assertThatThrownBy(() -> ToolMethods.of(holder))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(sentence)
        .extracting(Throwable::getMessage)
        .asString()
        .endsWith(".")
        .doesNotContain("\n");
  }
}
