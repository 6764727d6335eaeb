package io.waggle.llm.openai;

import java.util.HashSet;
import java.util.Set;

/**
 * How a request is put. Endpoints that refuse the usual form get one that asks for less.
 *
 * @param choice how a tool is forced
 * @param unwanted names of fields that the endpoint gave and does not take back
 * @param shortIds whether ids of calls are made of nine letters and digits
 * @param plain whether past calls and their results are told as texts
 * @param answers how an answer of a schema is asked for
 * @param strictTools whether schemas of tools are to be enforced
 * @param streaming whether the answer is to come while it is written
 */
record Form(
    Choice choice,
    Set<String> unwanted,
    boolean shortIds,
    boolean plain,
    Answers answers,
    boolean strictTools,
    Streaming streaming) {
  /** An answer in one piece. */
  static final Form USUAL =
      new Form(Choice.NAMED, Set.of(), false, false, Answers.SCHEMA, true, Streaming.OFF);

  /** How a tool is forced. */
  enum Choice {
    /** By its name. */
    NAMED,
    /** By asking for any call. */
    REQUIRED,
    /** Not at all: what the model is told has to do. */
    FREE
  }

  /** How an answer of a schema is asked for. */
  enum Answers {
    /** By the schema, enforced where it can be. */
    SCHEMA,
    /** By asking for an object. */
    OBJECT,
    /** Not at all: what the model is told has to do. */
    FREE
  }

  /** Whether the answer is to come while it is written. */
  enum Streaming {
    /** In pieces, and how many tokens it took at the end. */
    WITH_USAGE,
    /** In pieces; how many tokens it took comes if the endpoint says it unasked. */
    PLAIN,
    /** In one piece. */
    OFF
  }

  Form {
    unwanted = Set.copyOf(unwanted);
  }

  Form withChoice(Choice weaker) {
    return new Form(weaker, unwanted, shortIds, plain, answers, strictTools, streaming);
  }

  Form withAnswers(Answers weaker) {
    return new Form(choice, unwanted, shortIds, plain, weaker, strictTools, streaming);
  }

  Form withLooseTools() {
    return new Form(choice, unwanted, shortIds, plain, answers, false, streaming);
  }

  Form withStreaming(Streaming weaker) {
    return new Form(choice, unwanted, shortIds, plain, answers, strictTools, weaker);
  }

  Form withShortIds() {
    return new Form(choice, unwanted, true, plain, answers, strictTools, streaming);
  }

  Form without(Set<String> fields) {
    Set<String> more = new HashSet<>(unwanted);
    more.addAll(fields);
    return new Form(choice, more, shortIds, plain, answers, strictTools, streaming);
  }

  Form inPlainWords() {
    return new Form(Choice.FREE, unwanted, shortIds, true, Answers.FREE, false, streaming);
  }
}
