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
 */
record Form(Choice choice, Set<String> unwanted, boolean shortIds, boolean plain) {
  static final Form USUAL = new Form(Choice.NAMED, Set.of(), false, false);

  /** How a tool is forced. */
  enum Choice {
    /** By its name. */
    NAMED,
    /** By asking for any call. */
    REQUIRED,
    /** Not at all: what the model is told has to do. */
    FREE
  }

  Form {
    unwanted = Set.copyOf(unwanted);
  }

  Form withChoice(Choice weaker) {
    return new Form(weaker, unwanted, shortIds, plain);
  }

  Form withShortIds() {
    return new Form(choice, unwanted, true, plain);
  }

  Form without(Set<String> fields) {
    Set<String> more = new HashSet<>(unwanted);
    more.addAll(fields);
    return new Form(choice, more, shortIds, plain);
  }

  Form inPlainWords() {
    return new Form(Choice.FREE, unwanted, shortIds, true);
  }
}
