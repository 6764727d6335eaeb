package io.waggle.console.diagram;

/** A part of a picture as it is written. */
sealed interface Piece {

  /** Written as it is. */
  record Text(String markup) implements Piece {}

  /** The classes of an element. */
  record Style(String element) implements Piece {}

  /** Room for a sign at the corner of an element; {@code right} is its right edge. */
  record Corner(String element, String right) implements Piece {}

  /** What makes an id one of this picture's in a page with several. */
  record Own() implements Piece {}
}
