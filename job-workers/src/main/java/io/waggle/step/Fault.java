package io.waggle.step;

/** Why a turn could not be used. */
enum Fault {
  CUT_OFF(
      "Your last answer was cut off at the output limit, so nothing of it was done. Answer in"
          + " smaller pieces, for example one file or one part of it in each tool call.",
      "the model's answer was cut off at its output limit"),
  REFUSED(
      "You declined to answer. If part of the step is fine, do that part; if none is, call give_up"
          + " and say why.",
      "the model, or a filter in front of it, declined to answer"),
  EMPTY(
      "Your last answer was empty. Call a tool, or answer with the result of the step.",
      "the model's answer was empty"),
  UNREADABLE_CALLS(
      "You announced tool calls or wrote them into your text, but none that can be read arrived, so"
          + " nothing was done. Make each call through the interface for tools, with the tool's"
          + " name and a JSON object as arguments, and none within the text; or answer with the"
          + " result of the step.",
      "the model's tool calls could not be read"),
  UNCLEAR(
      "Nothing says that your last answer was whole, so nothing of it was done. Give it again,"
          + " whole.",
      "nothing said whether the model's answer was whole"),
  TOO_MANY_CALLS(
      "Your last answer had %d tool calls, and %d are allowed at a time, so none of them was made."
          + " Make those that matter now, each once, and further ones when you have their results.",
      "the model called too many tools at a time"),
  TOO_LARGE(
      "Your last answer asked for more than one turn can hold, so none of its tool calls was made."
          + " Make fewer calls in one turn, or shorter ones; put long texts into files and name"
          + " them.",
      "the model asked for more than one turn can hold"),
  WRONG_RESULT(
      "Your result cannot be used: %s. Correct it, and call give_result with all of it, alone.",
      "the model's result could not be used"),
  FAULTY_CALLS(
      "None of your tool calls could be made.", "none of the model's tool calls could be made");

  private final String forTheModel;
  private final String forPeople;

  Fault(String forTheModel, String forPeople) {
    this.forTheModel = forTheModel;
    this.forPeople = forPeople;
  }

  String forTheModel() {
    return forTheModel;
  }

  /** Goes on a sentence. */
  String forPeople() {
    return forPeople;
  }
}
