package io.waggle.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.MemoryFixture;
import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Kept;
import io.waggle.journal.MemoryTables.NewFact;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryTables.Writer;
import io.waggle.llm.openai.OpenAiEndpoint;
import io.waggle.llm.openai.OpenAiProvider;
import io.waggle.scripted.Embeddings;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A memory whose vectors a provider gives, on the wire. */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddingsTest {
  private static final Owner ADA = new Owner("clerk", "ada");
  private static final Embeddings CONCEPTS = Embeddings.of(List.of(List.of("letters", "post")));

  private final MemoryFixture memory = MemoryFixture.inMemory();
  private final ScriptedModel model = ScriptedModel.start(play(CONCEPTS));
  private final OpenAiProvider provider =
      new OpenAiProvider(
          new OpenAiEndpoint("acme", model.baseUrl(), null, "KEY", Duration.ofSeconds(20), false));
  private Instant now = Instant.parse("2026-11-01T09:00:00Z");

  @AfterEach
  void stop() {
    provider.close();
    model.close();
  }

  private static Screenplay play(Embeddings embeddings) {
    return Screenplay.role("clerk").otherwise("Done.").embeddings(embeddings).build();
  }

  private io.waggle.memory.Embeddings embeddings() {
    return new io.waggle.memory.Embeddings(
        "acme:embed", provider.embeddings("embed"), memory.vectors(), () -> now);
  }

  /** As it was before there were vectors. */
  private long write(String text) {
    NewFact fact = new NewFact(text, Words.digest(text), Words.of(text));
    return memory.tables().remember(ADA, new Writer("r", UUID.randomUUID().toString()), fact, 1_000)
            instanceof Kept kept
        ? kept.fact()
        : -1;
  }

  private List<String> recall(io.waggle.memory.Embeddings embeddings, String query) {
    return memory
        .search()
        .recall(ADA, Words.wanted(query), embeddings.near(ADA, query), 10, "r")
        .stream()
        .map(Fact::text)
        .toList();
  }

  @Test
  void shouldFindBySynonymsWhatHasOtherWords() {
    io.waggle.memory.Embeddings embeddings = embeddings();
    String fact = "Ada wants letters";
    embeddings.keep(write(fact), fact);
    embeddings.keep(write("Bob prefers rum"), "Bob prefers rum");
    assertThat(memory.search().look(ADA, Words.wanted("post"), 10).orElseThrow()).isEmpty();

    assertThat(recall(embeddings, "post")).containsExactly(fact);
    assertThat(recall(embeddings, "rum by post")).containsExactly("Bob prefers rum", fact);
    assertThat(model.counts().embeddings()).isEqualTo(4);
  }

  @Test
  void shouldGiveVectorsToEarlierFactsBitByBit() {
    for (int i = 0; i < 20; i++) {
      long unused = write(i == 0 ? "Ada wants letters" : "Bob likes " + (char) ('a' + i));
    }
    io.waggle.memory.Embeddings embeddings = embeddings();

    assertThat(recall(embeddings, "post")).as("the oldest has none yet").isEmpty();
    assertThat(memory.vectors().missing(ADA, "acme:embed", 100)).hasSize(4);
    assertThat(recall(embeddings, "post")).containsExactly("Ada wants letters");
    assertThat(memory.vectors().missing(ADA, "acme:embed", 100)).isEmpty();
    assertThat(model.counts().embeddings()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 429, 500, 503})
  void shouldSearchByWordsWhereTheProviderFailsAndSayItOnce(int status, CapturedOutput output) {
    long fact = write("Ada wants letters");
    io.waggle.memory.Embeddings embeddings = embeddings();
    model.play(play(CONCEPTS.after(Fault.status(status))));

    embeddings.keep(fact, "Ada wants letters");
    assertThat(recall(embeddings, "letters")).containsExactly("Ada wants letters");
    now = now.plusSeconds(31);
    assertThat(recall(embeddings, "post")).isEmpty();
    assertThat(output.getOut().split("searched by words alone", -1)).hasSize(2);
    assertThat(output).contains("acme:embed").contains("(" + status);

    now = now.plusSeconds(31);
    model.play(play(CONCEPTS));
    assertThat(recall(embeddings, "wants post")).containsExactly("Ada wants letters");
    assertThat(output).contains("searched by the vectors of 'acme:embed' again");
  }

  @Test
  void shouldLeaveAProviderThatFailsAloneForAWhile() {
    io.waggle.memory.Embeddings embeddings = embeddings();
    model.play(play(CONCEPTS.after(Fault.status(429).retryAfter(Duration.ofMinutes(1)))));
    long unused = write("Ada wants letters");

    assertThat(recall(embeddings, "post")).isEmpty();
    now = now.plusSeconds(59);
    assertThat(recall(embeddings, "post")).isEmpty();
    assertThat(model.counts().embeddings()).isEqualTo(1);
    now = now.plusSeconds(2);
    model.play(play(CONCEPTS));
    assertThat(recall(embeddings, "post")).containsExactly("Ada wants letters");
  }

  @Test
  void shouldNotLetOneFactThatIsRefusedHoldUpTheOthers() {
    long unused = write("Ada wants letters");
    long refused = write("Ada has a long story, of which nobody can make a vector");
    unused = write("Ada has moved");
    model.play(play(CONCEPTS.upTo(20)));
    io.waggle.memory.Embeddings embeddings = embeddings();

    assertThat(recall(embeddings, "post")).containsExactly("Ada wants letters");
    long asked = model.counts().embeddings();
    assertThat(recall(embeddings, "post")).containsExactly("Ada wants letters");
    assertThat(model.counts().embeddings()).as("it is not tried again").isEqualTo(asked + 1);
    assertThat(memory.vectors().missing(ADA, "acme:embed", 9))
        .extracting(Fact::id)
        .containsExactly(refused);
    assertThat(recall(embeddings, "story"))
        .contains("Ada has a long story, of which nobody can make a vector");
  }

  @Test
  void shouldNotComparePointsOfModelsThatDiffer() {
    long fact = write("Ada wants letters");
    memory.vectors().keep(fact, "acme:embed", new float[] {1, 0, 0});

    assertThat(recall(embeddings(), "post")).isEmpty();
    assertThat(recall(embeddings(), "letters")).containsExactly("Ada wants letters");
  }
}
